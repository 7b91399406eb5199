-- How much of an account's is kept, whose money a call of a model took, and keys of models that are an account's own.

-- Bytes of what was clipped, without how the database compresses them.
alter table source add column bytes bigint not null default 0;
alter table source_version add column bytes bigint not null default 0;

create function set_bytes() returns trigger language plpgsql as $$
begin
  new.bytes := octet_length(new.body) + coalesce(octet_length(new.markdown), 0)
    + coalesce(octet_length(new.html_gzip), 0) + coalesce(octet_length(new.file), 0)
    + coalesce(octet_length(new.transcript::text), 0);
  return new;
end $$;
-- The database's own: whatever writes a source, it is counted.
create trigger source_bytes before insert or update of body, markdown, html_gzip, file, transcript on source
  for each row execute function set_bytes();
create trigger source_version_bytes before insert on source_version
  for each row execute function set_bytes();
update source set body = body;
update source_version set bytes = octet_length(body) + coalesce(octet_length(markdown), 0)
  + coalesce(octet_length(html_gzip), 0) + coalesce(octet_length(file), 0)
  + coalesce(octet_length(transcript::text), 0);

-- Read alone to say how much there is. Partial, so that no check of a foreign key takes one of them for its own.
create index source_kept on source (account_id) include (id, bytes) where deleted_at is null;
create index source_version_kept on source_version (account_id) include (source_id, bytes) where bytes >= 0;

-- A call with the creator's own key is not the keeper's to pay: 'keeper YYYY-MM' in spent has the others alone.
alter table usage add column own boolean not null default false;
insert into spent (account_id, scope, tokens, nanos)
  select account_id, 'keeper ' || substr(scope, 7), tokens, nanos from spent where scope like 'month %';

create table model_key (
  account_id uuid primary key references account on delete cascade,
  base_url text not null,
  model text not null,
  ends_with text not null,
  -- Which key of USER_SECRET_KEYS it is sealed with, and the sealed key: nonce, tag, ciphertext (AES-256-GCM).
  secret_id text not null,
  sealed bytea not null,
  updated_at timestamptz not null default now()
);
create index model_key_secret on model_key (secret_id);
alter table model_key enable row level security;
create policy own_rows on model_key to ownwords_app
  using (account_id = current_account()) with check (account_id = current_account());
grant select, insert, update, delete on model_key to ownwords_app;
