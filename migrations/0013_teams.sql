-- Projects that others may be in: as editors or readers, each request in one project of one account alone.
create table member (
  -- The project's owner.
  account_id uuid not null,
  project_id uuid not null,
  member_id uuid not null references account on delete cascade,
  role text not null check (role in ('editor', 'reader')),
  since timestamptz not null default now(),
  primary key (account_id, project_id, member_id),
  -- A request names the project alone, so that nobody may be in two of one id.
  unique (member_id, project_id),
  foreign key (account_id, project_id) references project (account_id, id) on delete cascade,
  check (member_id <> account_id)
);

-- To whoever signs in with the address: nobody learns from it whether somebody does.
create table invitation (
  account_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  email text not null check (email = lower(email)),
  role text not null check (role in ('editor', 'reader')),
  expires_at timestamptz not null default now() + interval '14 days',
  created_at timestamptz not null default now(),
  primary key (account_id, id),
  unique (email, id),
  unique (account_id, project_id, email),
  foreign key (account_id, project_id) references project (account_id, id) on delete cascade
);

-- Who asks as a guest works as one of these. What is granted below is all that they have: they are not
-- `ownwords_app`, and a table that nobody names here is not there for them.
do $$
declare
  guest text;
begin
  foreach guest in array array['ownwords_editor', 'ownwords_reader'] loop
    begin
      execute format('create role %I nologin', guest);
    exception when duplicate_object or unique_violation then null;
    end;
    execute format('grant %I to %I', guest, current_user);
  end loop;
end $$;

-- The project that a guest's transaction is in; null, and so no row at all, in any other.
create function current_project() returns uuid language sql stable
  return nullif(current_setting('ownwords.project_id', true), '')::uuid;

do $$
declare
  owned text;
  child text;
  parent text;
  link text;
begin
  foreach owned in array array['member', 'invitation'] loop
    execute format('alter table %I enable row level security', owned);
    execute format(
      'create policy own_rows on %I to ownwords_app
         using (account_id = current_account()) with check (account_id = current_account())', owned);
    execute format('grant select, insert, update, delete on %I to ownwords_app', owned);
  end loop;

  -- What names its project.
  create policy guest_rows on project to ownwords_editor, ownwords_reader
    using (account_id = current_account() and id = current_project())
    with check (account_id = current_account() and id = current_project());
  grant select on project to ownwords_editor, ownwords_reader;
  -- Neither made nor deleted by a guest, nor given another voice: the voices are its owner's.
  grant update (title, updated_at, target_seconds) on project to ownwords_editor;
  foreach owned in array array['source', 'run', 'brief', 'findings', 'turn', 'note', 'proposal', 'interview', 'branch',
                               'offer', 'decision', 'activity', 'search_chunk', 'member', 'invitation'] loop
    execute format(
      'create policy guest_rows on %I to ownwords_editor, ownwords_reader
         using (account_id = current_account() and project_id = current_project())
         with check (account_id = current_account() and project_id = current_project())', owned);
    execute format('grant select on %I to ownwords_editor, ownwords_reader', owned);
    if owned = 'search_chunk' then
      -- Passages are made by a run, which is the owner's; a clip that is taken anew counts the old ones as gone.
      grant update (gone) on search_chunk to ownwords_editor;
    elsif owned not in ('member', 'invitation') then
      execute format('grant insert, update, delete on %I to ownwords_editor', owned);
    end if;
  end loop;

  -- What hangs on something that names its project: seen where that is seen.
  for child, parent, link in values
    ('passage', 'source', 'parent.id = passage.source_id'),
    ('source_version', 'source', 'parent.id = source_version.source_id'),
    ('run_event', 'run', 'parent.id = run_event.run_id'),
    ('script', 'branch', 'parent.id = script.branch_id'),
    ('script_change', 'branch', 'parent.id = script_change.branch_id'),
    ('script_point', 'branch', 'parent.id = script_point.branch_id'),
    ('beat_drafts', 'branch', 'parent.id = beat_drafts.branch_id'),
    ('rewrite', 'branch', 'parent.id = rewrite.branch_id'),
    ('search_posting', 'search_chunk', 'parent.chunk = search_posting.chunk'),
    ('passage_vector', 'passage', 'parent.text_hash = passage_vector.text_hash'),
    ('voice', 'project', 'parent.plan_voice_id = voice.id'),
    ('voice_version', 'voice', 'parent.id = voice_version.voice_id'),
    ('learned_rule', 'voice', 'learned_rule.state = ''accepted'' and parent.id = learned_rule.voice_id')
  loop
    execute format(
      'create policy guest_rows on %1$I to ownwords_editor, ownwords_reader
         using (account_id = current_account() and exists (
           select from %2$I parent where parent.account_id = %1$I.account_id and %3$s))
         with check (account_id = current_account() and exists (
           select from %2$I parent where parent.account_id = %1$I.account_id and %3$s))', child, parent, link);
    if child <> 'learned_rule' then
      execute format('grant select on %I to ownwords_editor, ownwords_reader', child);
    end if;
    if parent in ('source', 'run', 'branch') then
      execute format('grant insert, update, delete on %I to ownwords_editor', child);
    end if;
  end loop;
  -- Without the edits that showed it: those may be of any project.
  grant select (account_id, id, voice_id, text, state, decided_at) on learned_rule to ownwords_editor, ownwords_reader;

  -- What counts for all projects of an account, and tells nothing of the others.
  foreach owned in array array['tier', 'vector_model'] loop
    execute format(
      'create policy guest_rows on %I for select to ownwords_editor, ownwords_reader
         using (account_id = current_account())', owned);
    execute format('grant select on %I to ownwords_editor, ownwords_reader', owned);
  end loop;
  -- How long a video took before: the receipt of the time that a project took is held against it.
  create policy guest_row on account for select to ownwords_editor, ownwords_reader using (id = current_account());
  grant select (id, baseline) on account to ownwords_editor, ownwords_reader;

  -- Asked by what also answers for the owner. Without a policy: whatever is asked, there is no row.
  foreach owned in array array['channel', 'channel_video', 'channel_passage'] loop
    execute format('grant select on %I to ownwords_editor, ownwords_reader', owned);
  end loop;
end $$;
