-- Passages by their text: what is near in meaning is found by vectors first, and then looked up.
create index passage_text on passage (account_id, text_hash);
create index channel_passage_text on channel_passage (account_id, text_hash);
