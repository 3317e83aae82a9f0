-- K1: what was logged with nobody of the directory is found by the name of its request; of all the log these rows are few.
CREATE INDEX contact_of_stranger ON contact (request_id) WHERE client_id IS NULL AND request_id IS NOT NULL;
CREATE INDEX reminder_of_stranger ON reminder (request_id) WHERE client_id IS NULL AND request_id IS NOT NULL;
