-- What a run told while it went on is of no use when it is over for long: here are those that still have it all.
alter table run add column condensed boolean not null default false;
create index run_to_condense on run (finished_at) where finished_at is not null and not condensed;
