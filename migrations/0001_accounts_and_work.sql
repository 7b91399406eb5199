create extension if not exists vector;

-- The role that every request and every run works as. Row-level security binds it; the owner, who migrates and
-- looks up tokens, is not bound. Roles belong to the whole cluster, so another database may have made it first.
do $$
begin
  create role ownwords_app nologin;
exception when duplicate_object or unique_violation then null;
end $$;
do $$
begin
  execute format('grant ownwords_app to %I', current_user);
end $$;

-- Null, and so no row at all, where no account was named in this transaction.
create function current_account() returns uuid language sql stable
  return nullif(current_setting('ownwords.account_id', true), '')::uuid;

create table account (
  id uuid primary key,
  created_at timestamptz not null default now()
);

create table token (
  hash bytea primary key check (octet_length(hash) = 32),
  account_id uuid not null references account on delete cascade,
  label text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index token_account on token (account_id);

create table project (
  account_id uuid not null references account on delete cascade,
  id uuid not null,
  title text not null check (title <> ''),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (account_id, id)
);

create table source (
  account_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  kind text not null check (kind in ('article', 'selection', 'video')),
  url text not null,
  canonical_url text not null,
  title text not null,
  author text,
  site text,
  published text,
  language text,
  captured_at timestamptz not null,
  content_hash text not null,
  receipt jsonb not null,
  body text not null,
  markdown text,
  html_gzip bytea,
  anchor jsonb,
  video_id text,
  duration_ms bigint,
  chapters jsonb not null default '[]',
  transcript jsonb,
  state text not null default 'stored' check (state in ('stored', 'ingesting', 'ready', 'failed')),
  error text,
  ingest_run_id uuid,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, project_id) references project (account_id, id) on delete cascade
);
create index source_project on source (account_id, project_id, captured_at desc);
create index source_url on source (account_id, canonical_url);

create table passage (
  account_id uuid not null,
  source_id uuid not null,
  ord int not null,
  body text not null,
  start_char int not null,
  end_char int not null,
  start_ms int,
  end_ms int,
  lexemes tsvector not null,
  primary key (account_id, source_id, ord),
  foreign key (account_id, source_id) references source (account_id, id) on delete cascade,
  check (start_char >= 0 and end_char > start_char)
);
create index passage_lexemes on passage using gin (lexemes);

create table run (
  account_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('ingest', 'brief')),
  project_id uuid not null,
  source_id uuid,
  input jsonb not null default '{}',
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  progress jsonb,
  error jsonb,
  result_id uuid,
  last_seq int not null default 0,
  attempt int not null default 0,
  -- At this many attempts it has failed for good; a retry that the creator asks for moves it on.
  attempt_limit int not null,
  -- Of the worker that has it: the key of the advisory lock that the worker holds for as long as it lives.
  worker int,
  -- A queued run waits until then before it is tried again.
  due_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, project_id) references project (account_id, id) on delete cascade
);
create index run_project on run (account_id, project_id, created_at desc);
create index run_unfinished on run (created_at) where state in ('queued', 'running');

create table run_event (
  account_id uuid not null,
  run_id uuid not null,
  seq int not null,
  kind text not null,
  data jsonb not null,
  at timestamptz not null default clock_timestamp(),
  primary key (account_id, run_id, seq),
  foreign key (account_id, run_id) references run (account_id, id) on delete cascade
);

-- What a step of a run has already made, so that a run taken up again does not pay for it twice.
create table run_step (
  account_id uuid not null,
  run_id uuid not null,
  name text not null,
  output jsonb not null,
  at timestamptz not null default clock_timestamp(),
  primary key (account_id, run_id, name),
  foreign key (account_id, run_id) references run (account_id, id) on delete cascade
);

create table brief (
  account_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  run_id uuid not null,
  document jsonb not null,
  created_at timestamptz not null default now(),
  primary key (account_id, id),
  unique (account_id, run_id),
  foreign key (account_id, project_id) references project (account_id, id) on delete cascade
);
create index brief_project on brief (account_id, project_id, created_at desc);

do $$
declare
  owned text;
begin
  foreach owned in array array['token', 'project', 'source', 'passage', 'run', 'run_event', 'run_step', 'brief'] loop
    execute format('alter table %I enable row level security', owned);
    execute format(
      'create policy own_rows on %I to ownwords_app
         using (account_id = current_account()) with check (account_id = current_account())', owned);
    execute format('grant select, insert, update, delete on %I to ownwords_app', owned);
  end loop;
  alter table account enable row level security;
  create policy own_row on account to ownwords_app using (id = current_account());
  grant select on account to ownwords_app;
end $$;
