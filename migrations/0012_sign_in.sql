-- Signing in. Tables and indexes are those that better-auth's compiler of migrations asks for, with names, ids and
-- references of ours; a test compares. They are read before anybody's account is known: the owner's alone.

create table auth_user (
  -- Of its account, which is made with it and takes it along.
  id uuid primary key references account on delete cascade,
  -- Always empty: the account has the name.
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  image text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);

-- In the database, so that nobody signs in without having an account, whatever ends the process in between.
create function account_of_user() returns trigger language plpgsql as $$
begin
  insert into account (id, name, email) values (new.id, nullif(left(trim(new.name), 100), ''), lower(new.email));
  new.name := '';
  return new;
end $$;
create trigger account_first before insert on auth_user for each row execute function account_of_user();

-- Of the account pages' cookies only: a device has a row in token.
create table auth_session (
  id uuid primary key,
  expires_at timestamptz not null,
  -- Worth nothing without the signature that AUTH_SECRET makes.
  token text not null unique,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null,
  ip_address text,
  user_agent text,
  user_id uuid not null references auth_user on delete cascade
);
create index auth_session_user_id_idx on auth_session (user_id);
create index auth_session_expires_at_idx on auth_session (expires_at);

-- Who somebody is at Google.
create table auth_identity (
  id uuid primary key,
  subject text not null,
  provider_id text not null,
  user_id uuid not null references auth_user on delete cascade,
  -- Never kept: nothing is asked of Google after signing in.
  access_token text check (access_token is null),
  refresh_token text check (refresh_token is null),
  id_token text check (id_token is null),
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null
);
create index auth_identity_user_id_idx on auth_identity (user_id);

-- Codes sent by e-mail, as HMAC, and visits to Google that are under way.
create table auth_verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);
create index auth_verification_identifier_idx on auth_verification (identifier);
create index auth_verification_expires_at_idx on auth_verification (expires_at);

-- Devices that ask for a token.
create table auth_device_code (
  id uuid primary key,
  -- Worth nothing without the signature that AUTH_SECRET makes.
  device_code text not null,
  user_code text not null,
  user_id uuid references auth_user on delete cascade,
  expires_at timestamptz not null,
  status text not null,
  last_polled_at timestamptz,
  polling_interval integer,
  client_id text,
  -- What the device calls itself.
  scope text
);
create unique index auth_device_code_device_code_uidx on auth_device_code (device_code);
create unique index auth_device_code_user_code_uidx on auth_device_code (user_code);
create index auth_device_code_expires_at_idx on auth_device_code (expires_at);
create index auth_device_code_user_id_idx on auth_device_code (user_id);

do $$
declare
  owned text;
begin
  foreach owned in array array['auth_user', 'auth_session', 'auth_identity', 'auth_verification', 'auth_device_code'] loop
    execute format('alter table %I enable row level security', owned);
  end loop;
end $$;

-- A run of no project and no voice hung on nothing, and would have outlived its account.
alter table run add constraint run_account foreign key (account_id) references account on delete cascade;
