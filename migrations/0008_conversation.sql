-- Talking it through: turns with their answers, notes, proposals, and interviews of the creator.
alter table source
  -- Of knowledge: the question of an interview that it answers.
  add column answers uuid;

-- What the server alone knows, such as the key of the fences that sources stand between. The owner's: no account's.
create table secret (
  name text primary key,
  value bytea not null
);
alter table secret enable row level security;

-- A turn's state, and what it said while it went on, are its run's.
create table turn (
  account_id uuid not null,
  -- The run's, too.
  id uuid not null,
  project_id uuid not null,
  stage text not null,
  question text not null check (question <> ''),
  method jsonb,
  tools jsonb not null default '[]',
  remarks jsonb not null default '[]',
  answer jsonb not null default '[]',
  next jsonb not null default '[]',
  asked_at timestamptz not null default clock_timestamp(),
  primary key (account_id, id),
  foreign key (account_id, id) references run (account_id, id) on delete cascade,
  foreign key (account_id, project_id) references project (account_id, id) on delete cascade
);
create index turn_project on turn (account_id, project_id, asked_at desc, id desc);

create table note (
  account_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  turn_id uuid,
  text text not null check (text <> ''),
  citations jsonb not null default '[]',
  author text not null check (author in ('creator', 'agent')),
  created_at timestamptz not null default clock_timestamp(),
  primary key (account_id, id),
  foreign key (account_id, project_id) references project (account_id, id) on delete cascade,
  foreign key (account_id, turn_id) references turn (account_id, id) on delete cascade
);
create index note_project on note (account_id, project_id, created_at desc);
create index note_turn on note (account_id, turn_id) where turn_id is not null;

create table proposal (
  account_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  turn_id uuid not null,
  ord int not null,
  kind text not null check (kind in ('angle', 'beat', 'rewrite')),
  title text not null,
  text text not null,
  why text not null,
  citations jsonb not null default '[]',
  -- Of an angle: what the own videos have on it.
  own jsonb not null default '[]',
  state text not null default 'offered' check (state in ('offered', 'accepted', 'refused')),
  edited jsonb,
  decided_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  primary key (account_id, id),
  foreign key (account_id, project_id) references project (account_id, id) on delete cascade,
  foreign key (account_id, turn_id) references turn (account_id, id) on delete cascade,
  check ((state = 'offered') = (decided_at is null)),
  check (edited is null or state = 'accepted')
);
create index proposal_project on proposal (account_id, project_id, created_at desc);
create index proposal_turn on proposal (account_id, turn_id, ord);

create table interview (
  account_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  run_id uuid not null,
  document jsonb not null,
  created_at timestamptz not null,
  primary key (account_id, id),
  unique (account_id, run_id),
  foreign key (account_id, project_id) references project (account_id, id) on delete cascade
);
create index interview_project on interview (account_id, project_id, created_at desc);
create index source_answers on source (account_id, answers) where answers is not null;

do $$
declare
  owned text;
begin
  foreach owned in array array['turn', 'note', 'proposal', 'interview'] loop
    execute format('alter table %I enable row level security', owned);
    execute format(
      'create policy own_rows on %I to ownwords_app
         using (account_id = current_account()) with check (account_id = current_account())', owned);
    execute format('grant select, insert, update, delete on %I to ownwords_app', owned);
  end loop;
end $$;
