-- The log of contacts, the categories and the reminders.

CREATE TABLE category (
    id INTEGER PRIMARY KEY,
    code TEXT UNIQUE,
    name TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL
) STRICT;
INSERT INTO category (code, position) VALUES
    ('invoice_sent', 1), ('received_by_client', 2), ('sent_again', 3), ('reissued', 4), ('client_refused', 5), ('will_be_paid_soon', 6),
    ('payment_postponed', 7), ('cancelled', 8), ('other', 9), ('ready_for_shipping', 10), ('message_sent', 11), ('marketing_contact', 12);

CREATE TABLE contact (
    id INTEGER PRIMARY KEY,
    client_id INTEGER REFERENCES client (id),
    request_id INTEGER REFERENCES request (id) ON DELETE SET NULL,
    letter_id INTEGER REFERENCES letter (id) ON DELETE SET NULL,
    at INTEGER NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('incoming', 'outgoing')),
    channel TEXT NOT NULL CHECK (channel IN ('call', 'letter', 'sms', 'visit', 'other')),
    information TEXT NOT NULL,
    address TEXT NOT NULL DEFAULT '',
    employee_id INTEGER REFERENCES employee (id),
    done INTEGER NOT NULL DEFAULT 0,
    sample INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX contact_at ON contact (at, id);
CREATE INDEX contact_client ON contact (client_id, at);

CREATE TABLE reminder (
    id INTEGER PRIMARY KEY,
    contact_id INTEGER REFERENCES contact (id) ON DELETE CASCADE,
    client_id INTEGER REFERENCES client (id),
    request_id INTEGER REFERENCES request (id) ON DELETE SET NULL,
    employee_id INTEGER NOT NULL REFERENCES employee (id),
    day TEXT NOT NULL,
    time TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL,
    category_id INTEGER REFERENCES category (id),
    priority TEXT NOT NULL DEFAULT 'normal' CHECK (priority IN ('low', 'normal', 'high')),
    done INTEGER NOT NULL DEFAULT 0,
    done_at INTEGER,
    notified INTEGER NOT NULL DEFAULT 0,
    sample INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX reminder_due ON reminder (employee_id, done, day, time, id);
CREATE INDEX reminder_day ON reminder (day, time, id);
CREATE INDEX reminder_client ON reminder (client_id, day);
CREATE INDEX reminder_contact ON reminder (contact_id);
