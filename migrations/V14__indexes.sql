-- What a join, an undo or the end of a request looks for, so that none of them reads a whole table.

CREATE INDEX request_previous ON request (previous_id);
CREATE INDEX contact_request ON contact (request_id);
CREATE INDEX contact_letter ON contact (letter_id);
CREATE INDEX reminder_request ON reminder (request_id);
CREATE INDEX server_letter_raw ON server_letter (raw_id);
CREATE INDEX request_spam ON request (last_at, id) WHERE status = 'spam';
CREATE INDEX unreadable_raw ON unreadable (raw_id);

-- To whom a letter still has to go, as a JSON list; empty where its own recipients say so.
ALTER TABLE outbox ADD COLUMN receivers TEXT NOT NULL DEFAULT '';
-- How often its copy could not be put into the Sent folder.
ALTER TABLE outbox ADD COLUMN copy_tries INTEGER NOT NULL DEFAULT 0;
