-- What models were asked and what that cost, the limits on it, and answers that are kept so that nobody pays twice.

-- A row a call. It is written before the call with what it may use at most, and corrected when the call is over: what
-- a dead worker left behind stays counted. Runs may be deleted; what they used was used.
create table usage (
  account_id uuid not null references account on delete cascade,
  id uuid not null,
  run_id uuid not null,
  run_kind text not null,
  step text not null check (length(step) <= 100),
  -- UTC, YYYY-MM: of the moment at which the call began.
  month text not null,
  host text not null,
  model text not null,
  state text not null check (state in ('held', 'settled', 'cached')),
  -- The process that holds it, while it does.
  holder uuid,
  input_tokens bigint not null check (input_tokens >= 0),
  output_tokens bigint not null check (output_tokens >= 0),
  -- Billionths of a US dollar; null where nobody knows.
  nanos bigint check (nanos >= 0),
  -- The provider's own count.
  exact boolean not null default false,
  at timestamptz not null,
  primary key (account_id, id)
);
create index usage_month on usage (account_id, month, run_id);
create index usage_run on usage (account_id, run_id);
create index usage_held on usage (account_id) where state = 'held';

-- The sums that limits are held against, with what is held. scope: 'month YYYY-MM' or 'run <id>'.
create table spent (
  account_id uuid not null references account on delete cascade,
  scope text not null,
  tokens bigint not null default 0 check (tokens >= 0),
  nanos bigint not null default 0 check (nanos >= 0),
  primary key (account_id, scope)
);

-- The limits that the creator set; without a row those of the server. null: none.
create table budget (
  account_id uuid primary key references account on delete cascade,
  run_tokens bigint check (run_tokens > 0),
  month_tokens bigint check (month_tokens > 0),
  run_nanos bigint check (run_nanos > 0),
  month_nanos bigint check (month_nanos > 0),
  updated_at timestamptz not null
);

-- Answers that were used, by a hash of what was asked.
create table kept_reply (
  account_id uuid not null references account on delete cascade,
  key text not null,
  -- Gone with the project that it was asked for.
  project_id uuid,
  body text not null,
  input_tokens bigint,
  output_tokens bigint,
  bytes int not null,
  at timestamptz not null,
  used_at timestamptz not null,
  primary key (account_id, key),
  foreign key (account_id, project_id) references project (account_id, id) on delete cascade
);
create index kept_reply_used on kept_reply (account_id, used_at);

do $$
declare
  owned text;
begin
  foreach owned in array array['usage', 'spent', 'budget', 'kept_reply'] loop
    execute format('alter table %I enable row level security', owned);
    execute format(
      'create policy own_rows on %I to ownwords_app
         using (account_id = current_account()) with check (account_id = current_account())', owned);
    execute format('grant select, insert, update, delete on %I to ownwords_app', owned);
  end loop;
end $$;
