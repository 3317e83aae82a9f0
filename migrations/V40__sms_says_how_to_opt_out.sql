-- S6: an SMS of a mailing may end with the word that opts out, apart from what its letters say: an answer by SMS has to
-- reach the office.

ALTER TABLE mailing ADD COLUMN opt_out_sms INTEGER NOT NULL DEFAULT 0;
