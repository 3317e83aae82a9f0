-- K4, K7, K1: reminders that come again, a bell that is put off, and the interests of clients as a list to filter by.

ALTER TABLE reminder ADD COLUMN repeats TEXT CHECK (repeats IN ('daily', 'weekly', 'monthly', 'yearly'));
ALTER TABLE reminder ADD COLUMN repeats_from TEXT;     -- the day the rule began with: month ends are counted from it
ALTER TABLE reminder ADD COLUMN repeats_on TEXT;       -- the day the rule gave, wherever the reminder was moved since
ALTER TABLE reminder ADD COLUMN previous_id INTEGER REFERENCES reminder (id) ON DELETE SET NULL;
ALTER TABLE reminder ADD COLUMN snoozed_until INTEGER;
-- Done twice, also at two desks at once, makes one next reminder.
CREATE UNIQUE INDEX reminder_previous ON reminder (previous_id);
CREATE INDEX reminder_ring ON reminder (notified, done, day, time);
CREATE INDEX reminder_snoozed ON reminder (snoozed_until);
-- The state beside the order: of all employees' reminders those that are done are passed over inside the index.
DROP INDEX reminder_day;
CREATE INDEX reminder_day ON reminder (day, time, id, done);
CREATE INDEX reminder_employee ON reminder (employee_id, day, time, id);
CREATE INDEX reminder_category ON reminder (category_id, day, time, id);

CREATE TABLE client_interest (
    client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    folded TEXT NOT NULL,         -- small letters: what is looked for
    name TEXT NOT NULL,           -- as it was written
    PRIMARY KEY (client_id, folded)
) STRICT;
CREATE INDEX client_interest_folded ON client_interest (folded, client_id);
-- "acrylic, signs" sign by sign: the same words on both engines.
INSERT INTO client_interest (client_id, folded, name)
WITH RECURSIVE reading (client_id, rest, word) AS (
    SELECT id, replace(interests, ';', ',') || ',', '' FROM client WHERE interests <> ''
    UNION ALL
    SELECT client_id, substr(rest, 2), CASE WHEN substr(rest, 1, 1) = ',' THEN '' ELSE word || substr(rest, 1, 1) END
    FROM reading WHERE rest <> ''
)
SELECT client_id, lower(trim(word)), min(trim(word)) FROM reading
WHERE substr(rest, 1, 1) = ',' AND trim(word) <> '' GROUP BY client_id, lower(trim(word));

-- K1: the filters of a million contacts, each by an index in the list's own order; the last column spares the look into
-- the table where two of them meet.
DROP INDEX contact_client;
CREATE INDEX contact_client ON contact (client_id, at, id, employee_id);
CREATE INDEX contact_employee ON contact (employee_id, at, id, client_id);
DROP INDEX contact_request;
CREATE INDEX contact_request ON contact (request_id, at, id);
-- K3: a letter is logged once.
DROP INDEX contact_letter;
CREATE UNIQUE INDEX contact_letter ON contact (letter_id);
