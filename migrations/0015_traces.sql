-- A run is part of the trace in which it was asked for: the queue's job carries that too, but is gone with its worker.
alter table run
  add column trace text check (trace ~ '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$');
