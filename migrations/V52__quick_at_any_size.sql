-- What is asked at every refresh of the sidebar and in every pass of the sync, of tables that grow for years.

CREATE INDEX outbox_copies ON outbox (state, copy, copy_tries, queued_at, letter_id) WHERE copy = 'pending';
CREATE INDEX notice_about ON notice (employee_id, noun, noun_id);

-- M11: how often the server could not be reached, which is no attempt at the letter, and whether it waits for that alone:
-- then it goes as soon as the line is back.
ALTER TABLE outbox ADD COLUMN unreached INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN waits_for_line INTEGER NOT NULL DEFAULT 0;
