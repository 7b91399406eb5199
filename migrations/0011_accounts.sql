-- Many people on one server: accounts have names, and tokens are devices that can be told apart and end by themselves.
alter table account
  add column name text check (name <> ''),
  -- As it was signed in with, in lower case; null: whoever works at the server's computer.
  add column email text unique check (email = lower(email));
grant update (name) on account to ownwords_app;

alter table token
  add column id uuid not null default gen_random_uuid() unique,
  -- null: until it is revoked. Moved on while the token is used.
  add column expires_at timestamptz;
