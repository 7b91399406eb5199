-- Research: what the creator knows themselves is a source too, sources have tags, and there are more kinds of runs.
alter table source
  drop constraint source_kind_check,
  add constraint source_kind_check
    check (kind in ('article', 'selection', 'video', 'pdf', 'moment', 'knowledge')),
  -- What was asked, where the source is the creator's answer to it.
  add column question text,
  add column tags text[] not null default '{}';
create index source_tags on source using gin (tags);

-- index: the own channel's words made findable · embed: vectors of what has none of the model that is set.
-- Both are an account's, no project's.
alter table run
  drop constraint run_kind_check,
  add constraint run_kind_check
    check (kind in ('ingest', 'brief', 'profile', 'index', 'embed', 'claims', 'turn', 'interview')),
  drop constraint run_owner;
