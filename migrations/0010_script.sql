-- From research to a script: the ways that a video may go, what was decided on them, and each way's script.
alter table run
  drop constraint run_kind_check,
  add constraint run_kind_check check (kind in
    ('ingest', 'brief', 'profile', 'index', 'claims', 'embed', 'turn', 'interview',
     'angle', 'outline', 'hook', 'draft', 'rewrite'));

alter table project
  add column target_seconds int not null default 480 check (target_seconds between 0 and 36000),
  add column plan_voice_id uuid;

-- Named and never deleted, but with its project. The one that was opened last is open.
create table branch (
  account_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  name text not null check (name <> ''),
  from_id uuid,
  -- The gate before which it parted; null: behind all of them.
  before_gate text check (before_gate in ('angle', 'outline', 'hook')),
  angle_id uuid,
  outline_id uuid,
  hook_id uuid,
  opened_at timestamptz not null default clock_timestamp(),
  created_at timestamptz not null default clock_timestamp(),
  primary key (account_id, id),
  foreign key (account_id, project_id) references project (account_id, id) on delete cascade
);
create index branch_project on branch (project_id, created_at);

create table offer (
  account_id uuid not null,
  -- The run's, too.
  id uuid not null,
  project_id uuid not null,
  branch_id uuid not null,
  gate text not null check (gate in ('angle', 'outline', 'hook')),
  document jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (account_id, id),
  foreign key (account_id, project_id) references project (account_id, id) on delete cascade,
  foreign key (account_id, branch_id) references branch (account_id, id) on delete cascade
);
create index offer_project on offer (project_id, created_at);
create index offer_branch on offer (branch_id, gate, created_at desc);

create table decision (
  account_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  branch_id uuid not null,
  gate text not null check (gate in ('angle', 'outline', 'hook')),
  how text not null check (how in ('taken', 'edited', 'mixed', 'own')),
  option_ids jsonb not null default '[]',
  content jsonb not null,
  at timestamptz not null default clock_timestamp(),
  primary key (account_id, id),
  foreign key (account_id, project_id) references project (account_id, id) on delete cascade,
  foreign key (account_id, branch_id) references branch (account_id, id) on delete cascade
);
create index decision_project on decision (project_id, at);
create index decision_branch on decision (branch_id, gate, at desc);

-- A branch's script: the row of its changes, and what the first of them come to.
create table script (
  account_id uuid not null,
  branch_id uuid not null,
  seq int not null default 0 check (seq >= 0),
  -- Another with each change, so that a process knows what it has read before.
  version uuid not null default gen_random_uuid(),
  -- Not written with each change: those after `state_seq` are applied by whoever reads it.
  state jsonb not null,
  state_seq int not null default 0 check (state_seq between 0 and seq),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (account_id, branch_id),
  foreign key (account_id, branch_id) references branch (account_id, id) on delete cascade
);

create table script_change (
  account_id uuid not null,
  branch_id uuid not null,
  seq int not null check (seq > 0),
  id uuid not null,
  op jsonb not null,
  at timestamptz not null default clock_timestamp(),
  primary key (account_id, branch_id, seq),
  unique (account_id, branch_id, id),
  foreign key (account_id, branch_id) references script (account_id, branch_id) on delete cascade
);

create table script_point (
  account_id uuid not null,
  id uuid not null,
  branch_id uuid not null,
  name text not null check (name <> ''),
  seq int not null check (seq >= 0),
  made_by text not null check (made_by in ('creator', 'draft')),
  state jsonb not null,
  at timestamptz not null default clock_timestamp(),
  primary key (account_id, id),
  foreign key (account_id, branch_id) references script (account_id, branch_id) on delete cascade
);
create index script_point_branch on script_point (branch_id, at desc);

-- What a run wrote for a beat, the newest; and other words for some sentences.
create table beat_drafts (
  account_id uuid not null,
  branch_id uuid not null,
  beat_id uuid not null,
  run_id uuid not null,
  document jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (account_id, branch_id, beat_id, run_id),
  foreign key (account_id, branch_id) references script (account_id, branch_id) on delete cascade
);
create table rewrite (
  account_id uuid not null,
  -- The run's, too.
  id uuid not null,
  branch_id uuid not null,
  document jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (account_id, id),
  foreign key (account_id, branch_id) references script (account_id, branch_id) on delete cascade
);
create index rewrite_branch on rewrite (branch_id, created_at desc);

-- What the creator's edits show three times.
create table learned_rule (
  account_id uuid not null,
  id uuid not null,
  voice_id uuid not null,
  -- What kind of edit it is, so that it is offered once.
  pattern text not null check (pattern <> ''),
  text text not null check (text <> ''),
  evidence jsonb not null,
  state text not null default 'offered' check (state in ('offered', 'accepted', 'refused')),
  decided_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  primary key (account_id, id),
  unique (account_id, voice_id, pattern),
  foreign key (account_id, voice_id) references voice (account_id, id) on delete cascade,
  check ((state = 'offered') = (decided_at is null))
);

-- What each device counted of the work on a project: figures that only grow.
create table activity (
  account_id uuid not null,
  project_id uuid not null,
  device_id uuid not null,
  active_ms bigint not null default 0,
  clicks int not null default 0,
  typed_words int not null default 0,
  waited_ms bigint not null default 0,
  since timestamptz not null default clock_timestamp(),
  primary key (account_id, project_id, device_id),
  foreign key (account_id, project_id) references project (account_id, id) on delete cascade
);

-- How long a video took before, as the creator says.
alter table account add column baseline jsonb;
grant update (baseline) on account to ownwords_app;

do $$
declare
  owned text;
begin
  foreach owned in array array['branch', 'offer', 'decision', 'script', 'script_change', 'script_point',
                               'beat_drafts', 'rewrite', 'learned_rule', 'activity'] loop
    execute format('alter table %I enable row level security', owned);
    execute format(
      'create policy own_rows on %I to ownwords_app
         using (account_id = current_account()) with check (account_id = current_account())', owned);
    execute format('grant select, insert, update, delete on %I to ownwords_app', owned);
  end loop;
end $$;
