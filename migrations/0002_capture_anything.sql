-- Sources that came with part 2: PDFs and moments, what a page says of itself, and what looking again found.
alter table source
  drop constraint source_kind_check,
  add constraint source_kind_check check (kind in ('article', 'selection', 'video', 'pdf', 'moment')),
  add column form text,
  add column facts jsonb not null default '[]',
  add column images jsonb not null default '[]',
  add column page_starts jsonb,
  add column file bytea,
  add column moment jsonb,
  add column fingerprint text,
  add column checked jsonb;

-- What a source was before it was clipped anew. The newest is the source itself, whose number is one more.
create table source_version (
  account_id uuid not null,
  source_id uuid not null,
  version int not null check (version > 0),
  kind text not null,
  url text not null,
  title text not null,
  captured_at timestamptz not null,
  content_hash text not null,
  receipt jsonb not null,
  body text not null,
  markdown text,
  html_gzip bytea,
  file bytea,
  anchor jsonb,
  chapters jsonb not null,
  transcript jsonb,
  facts jsonb not null,
  images jsonb not null,
  page_starts jsonb,
  moment jsonb,
  created_at timestamptz not null default now(),
  primary key (account_id, source_id, version),
  foreign key (account_id, source_id) references source (account_id, id) on delete cascade
);

-- The creator's own channel, and the words of its videos.
create table channel (
  account_id uuid not null references account on delete cascade,
  id text not null,
  title text not null,
  handle text,
  url text not null,
  listed_at timestamptz not null,
  complete boolean not null,
  created_at timestamptz not null default now(),
  primary key (account_id, id)
);

create table channel_video (
  account_id uuid not null,
  channel_id text not null,
  video_id text not null,
  -- The place in the list: newest first. What the newest list does not have any more stands after what it has.
  ord int not null,
  -- Of the newest list that had it.
  listed_at timestamptz not null,
  title text not null,
  kind text not null check (kind in ('video', 'short', 'live')),
  published timestamptz,
  exact boolean not null,
  duration_ms bigint,
  views bigint,
  outcome text,
  receipt jsonb,
  transcript jsonb,
  chapters jsonb not null default '[]',
  content_hash text,
  words int not null default 0,
  fetched_at timestamptz,
  primary key (account_id, channel_id, video_id),
  foreign key (account_id, channel_id) references channel (account_id, id) on delete cascade
);
create index channel_video_order on channel_video (account_id, channel_id, ord);

do $$
declare
  owned text;
begin
  foreach owned in array array['source_version', 'channel', 'channel_video'] loop
    execute format('alter table %I enable row level security', owned);
    execute format(
      'create policy own_rows on %I to ownwords_app
         using (account_id = current_account()) with check (account_id = current_account())', owned);
    execute format('grant select, insert, update, delete on %I to ownwords_app', owned);
  end loop;
end $$;
