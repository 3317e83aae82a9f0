-- S5: a gateway may report on an SMS before its own answer to the submission was noted: the report waits here (JSON).
ALTER TABLE message ADD COLUMN early_report TEXT;
