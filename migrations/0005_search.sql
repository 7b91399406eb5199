-- Search by words. Every passage of an account has a number, and an account's numbers go by chunks of 4096: number =
-- chunk * 4096 + place. A chunk holds passages of one project, or of one own channel, that are read in one language.
drop index passage_lexemes;
alter table passage add column no int;
create unique index passage_no on passage (account_id, no);

-- The check of a foreign key keeps the plan that it had first in a session, and while a table is small each index that
-- begins with the account looks as good as the key: for each passage that was stored the account's sources were read
-- until its own came. So no other index of a table that grows and is referred to begins with the account.
drop index source_project, source_url, run_project;
create index source_project on source (project_id, account_id, captured_at desc);
create index source_url on source (canonical_url, account_id);
create index run_project on run (project_id, account_id, created_at desc);

create table search_chunk (
  account_id uuid not null references account on delete cascade,
  chunk int not null check (chunk between 0 and 524287),
  project_id uuid,
  channel_id text,
  configuration text not null,
  -- How many numbers were given, how many of those passages are not there any more, and of how many of those the
  -- postings are gone too.
  passages int not null default 0 check (passages between 0 and 4096),
  gone int not null default 0,
  swept int not null default 0,
  -- The lexemes of all its passages together, for their mean length.
  words bigint not null default 0,
  primary key (account_id, chunk),
  foreign key (account_id, project_id) references project (account_id, id) on delete cascade,
  foreign key (account_id, channel_id) references channel (account_id, id) on delete cascade,
  check ((project_id is null) <> (channel_id is null))
);
create index search_chunk_project on search_chunk (account_id, project_id, configuration);

-- Which passages of a chunk have a lexeme: four bytes each, the 12 high bits its place in the chunk, then 6 bits how
-- often the lexeme is in it (63: as often or more), then 14 bits how many lexemes it has. It names no chunk by a
-- foreign key, because a check a row would cost more than the row: who deletes a chunk deletes its postings.
create table search_posting (
  account_id uuid not null,
  chunk int not null,
  lexeme text collate "C" not null,
  passages int not null,
  postings bytea not null,
  primary key (account_id, chunk, lexeme)
) with (fillfactor = 80);
-- They are appended to again and again: compressing them anew each time is not worth it.
alter table search_posting alter column postings set storage external;

-- The words of the own videos, cut as those of sources are.
create table channel_passage (
  account_id uuid not null,
  channel_id text not null,
  video_id text not null,
  ord int not null,
  body text not null,
  start_char int not null,
  end_char int not null,
  start_ms int,
  end_ms int,
  lexemes tsvector not null,
  no int,
  primary key (account_id, channel_id, video_id, ord),
  foreign key (account_id, channel_id, video_id)
    references channel_video (account_id, channel_id, video_id) on delete cascade,
  check (start_char >= 0 and end_char > start_char)
);
create unique index channel_passage_no on channel_passage (account_id, no);

-- Of the words whose passages are there: where it is not the video's own hash, the video waits to be cut.
alter table channel_video add column indexed_hash text;
create index channel_video_waiting on channel_video (account_id, channel_id, ord, video_id)
  where content_hash is not null and indexed_hash is distinct from content_hash;
-- As with sources: a passage's key was looked for among all videos of its channel. Sorting those for a list is cheap.
drop index channel_video_order;

-- What was there before is found as well.
do $$
begin
  create temporary table numbered on commit drop as
  select account_id, source_id, ord, project_id, configuration, place % 4096 as place,
         dense_rank() over (partition by account_id order by project_id, configuration, place / 4096) - 1 as chunk
  from (
    select passage.account_id, source_id, ord, project_id, configuration,
           row_number() over (
             partition by passage.account_id, project_id, configuration order by source_id, ord) - 1 as place
    from passage
    join source on source.account_id = passage.account_id and source.id = passage.source_id
    cross join lateral (select coalesce((
      select name from (values
        ('ar', 'arabic'), ('da', 'danish'), ('de', 'german'), ('en', 'english'), ('es', 'spanish'), ('fi', 'finnish'),
        ('fr', 'french'), ('hu', 'hungarian'), ('it', 'italian'), ('nl', 'dutch'), ('no', 'norwegian'),
        ('nb', 'norwegian'), ('pt', 'portuguese'), ('ro', 'romanian'), ('ru', 'russian'), ('sv', 'swedish'),
        ('tr', 'turkish')) as known (tag, name)
      where tag = lower(left(source.language, 2))), 'simple') as configuration) as read
  ) as placed;
  update passage set no = chunk * 4096 + place from numbered
  where passage.account_id = numbered.account_id and passage.source_id = numbered.source_id
    and passage.ord = numbered.ord;
  insert into search_chunk (account_id, chunk, project_id, configuration, passages, words)
  select account_id, chunk, project_id, configuration, count(*),
         sum((select coalesce(sum(cardinality(positions)), 0) from passage, unnest(lexemes)
              where passage.account_id = numbered.account_id and passage.source_id = numbered.source_id
                and passage.ord = numbered.ord))
  from numbered group by account_id, chunk, project_id, configuration;
  insert into search_posting (account_id, chunk, lexeme, passages, postings)
  select account_id, no >> 12, lexeme, count(*),
         string_agg(int4send(((no & 4095) << 20) | (often << 14) | long), '')
  from (
    select account_id, no, lexeme, least(cardinality(positions), 63) as often,
           least(sum(cardinality(positions)) over (partition by account_id, no), 16383)::int as long
    from passage cross join lateral unnest(lexemes)
    where no is not null
  ) as said
  group by account_id, no >> 12, lexeme;
end $$;

do $$
declare
  owned text;
begin
  foreach owned in array array['search_chunk', 'search_posting', 'channel_passage'] loop
    execute format('alter table %I enable row level security', owned);
    execute format(
      'create policy own_rows on %I to ownwords_app
         using (account_id = current_account()) with check (account_id = current_account())', owned);
    execute format('grant select, insert, update, delete on %I to ownwords_app', owned);
  end loop;
end $$;
