-- How a creator talks: what each voice is made of, and what was measured of it and said about it, version by version.
create table voice (
  account_id uuid not null,
  id uuid not null,
  channel_id text not null,
  name text not null check (name <> ''),
  kind text not null check (kind in ('main', 'explainer', 'story', 'sponsor', 'other')),
  language text,
  -- The videos of the channel that it is made of, each with the stretches that are not this voice.
  videos jsonb not null check (jsonb_typeof(videos) = 'array'),
  -- The newest version's number; 0 before the first.
  version int not null default 0 check (version >= 0),
  -- A hash of the videos, cuts and words that the newest measuring was made of.
  measured_of text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (account_id, id),
  foreign key (account_id, channel_id) references channel (account_id, id) on delete cascade
);
create index voice_channel on voice (account_id, channel_id);

-- A profile is large and an edit is small: a version that measured nothing names the one that holds its profile.
create table voice_version (
  account_id uuid not null,
  voice_id uuid not null,
  version int not null check (version > 0),
  at timestamptz not null default clock_timestamp(),
  cause text not null check (cause in ('measured', 'edited', 'restored', 'imported')),
  says text not null,
  readiness text not null check (readiness in ('too_little', 'provisional', 'ready')),
  profile jsonb,
  profile_version int not null,
  edits jsonb not null check (jsonb_typeof(edits) = 'array'),
  primary key (account_id, voice_id, version),
  foreign key (account_id, voice_id) references voice (account_id, id) on delete cascade,
  foreign key (account_id, voice_id, profile_version) references voice_version (account_id, voice_id, version),
  check ((profile is not null) = (profile_version = version))
);

-- Measuring a voice is no project's work.
alter table run
  drop constraint run_kind_check,
  add constraint run_kind_check check (kind in ('ingest', 'brief', 'profile')),
  alter column project_id drop not null,
  add column voice_id uuid,
  add constraint run_voice foreign key (account_id, voice_id) references voice (account_id, id) on delete cascade,
  add constraint run_owner check (project_id is not null or voice_id is not null);
create index run_voice_id on run (account_id, voice_id) where voice_id is not null;

do $$
declare
  owned text;
begin
  foreach owned in array array['voice', 'voice_version'] loop
    execute format('alter table %I enable row level security', owned);
    execute format(
      'create policy own_rows on %I to ownwords_app
         using (account_id = current_account()) with check (account_id = current_account())', owned);
    execute format('grant select, insert, update, delete on %I to ownwords_app', owned);
  end loop;
end $$;
