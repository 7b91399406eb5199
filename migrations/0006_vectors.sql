-- What a passage means, as a vector of a model. Optional: without a model these tables stay empty.

-- Equal texts have one vector, wherever they stand; a text that comes back needs no new one.
create function text_hash(body text) returns bytea language sql immutable strict parallel safe
  return sha256(convert_to(body, 'UTF8'));
alter table passage add column text_hash bytea not null generated always as (text_hash(body)) stored;
alter table channel_passage add column text_hash bytea not null generated always as (text_hash(body)) stored;

-- Whose vectors there are. The name says the provider too; the size is what its first answer had.
create table vector_model (
  account_id uuid not null references account on delete cascade,
  model text not null check (model <> ''),
  dimensions int not null check (dimensions between 1 and 16000),
  created_at timestamptz not null default now(),
  primary key (account_id, model)
);

-- Vectors of length 1, so that the inner product is the cosine. Half precision: half the disk, and a server can
-- index up to 4,000 dimensions of it. Without a fixed size: models differ. An index for one model is partial and
-- casts: `using hnsw ((embedding::halfvec(1536)) halfvec_ip_ops) where model = '…'`.
create table passage_vector (
  account_id uuid not null,
  model text not null,
  text_hash bytea not null check (octet_length(text_hash) = 32),
  embedding halfvec not null,
  primary key (account_id, model, text_hash),
  foreign key (account_id, model) references vector_model (account_id, model) on delete cascade
);
-- In the row itself where it fits on a page: a scan reads all of them, and out of line each costs a look-up. The short
-- columns too, or they would be put out of line to make room for it.
alter table passage_vector
  alter column embedding set storage main,
  alter column model set storage plain,
  alter column text_hash set storage plain;

-- One at a time for an account, queued or running: what comes meanwhile is found by the one that is at it.
create unique index run_embedding on run (account_id) where kind = 'embed' and state in ('queued', 'running');

do $$
declare
  owned text;
begin
  foreach owned in array array['vector_model', 'passage_vector'] loop
    execute format('alter table %I enable row level security', owned);
    execute format(
      'create policy own_rows on %I to ownwords_app
         using (account_id = current_account()) with check (account_id = current_account())', owned);
    execute format('grant select, insert, update, delete on %I to ownwords_app', owned);
  end loop;
end $$;
