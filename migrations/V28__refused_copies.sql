-- Why the copy of a sent letter was not taken into the Sent folder: the error as JSON.
ALTER TABLE outbox ADD COLUMN copy_error TEXT;
