-- What the sources of a project claim, as one document a run.
create table findings (
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
create index findings_project on findings (account_id, project_id, created_at desc);

-- The creator's own word on a domain. What has no row here counts as the shipped list has it.
create table tier (
  account_id uuid not null references account (id) on delete cascade,
  domain text not null check (domain <> '' and length(domain) <= 253),
  tier text not null check (tier in ('primary', 'edited', 'personal', 'doubtful', 'unknown')),
  updated_at timestamptz not null default now(),
  primary key (account_id, domain)
);

do $$
declare
  owned text;
begin
  foreach owned in array array['findings', 'tier'] loop
    execute format('alter table %I enable row level security', owned);
    execute format(
      'create policy own_rows on %I to ownwords_app
         using (account_id = current_account()) with check (account_id = current_account())', owned);
    execute format('grant select, insert, update, delete on %I to ownwords_app', owned);
  end loop;
end $$;
