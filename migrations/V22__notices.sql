-- N1, N2, M13: notices, the ways by which each employee wants them, and what was told already.

CREATE TABLE notice (
    id INTEGER PRIMARY KEY,
    employee_id INTEGER REFERENCES employee (id) ON DELETE CASCADE,   -- nobody: the office, at its working address
    event TEXT NOT NULL,
    noun TEXT NOT NULL,           -- what it is about and what a click opens
    noun_id INTEGER NOT NULL,
    occasion TEXT NOT NULL,       -- tells two tellings about one thing apart
    request_id INTEGER REFERENCES request (id) ON DELETE CASCADE,
    reminder_id INTEGER REFERENCES reminder (id) ON DELETE CASCADE,
    note_id INTEGER REFERENCES note (id) ON DELETE CASCADE,
    by_id INTEGER REFERENCES employee (id) ON DELETE SET NULL,
    params TEXT NOT NULL,         -- JSON: what is known at the moment alone; names are looked up when it is shown
    at INTEGER NOT NULL,
    read_at INTEGER,
    listed INTEGER NOT NULL,      -- stands in the window
    desktop INTEGER NOT NULL,     -- waits for the desktop
    email INTEGER NOT NULL        -- waits for a letter
) STRICT;
CREATE UNIQUE INDEX notice_once ON notice (coalesce(employee_id, 0), event, noun, noun_id, occasion);
CREATE INDEX notice_listed ON notice (employee_id, at, id) WHERE listed = 1;
CREATE INDEX notice_unread ON notice (employee_id, at, id) WHERE listed = 1 AND read_at IS NULL;
CREATE INDEX notice_desktop ON notice (employee_id, at) WHERE desktop = 1;
CREATE INDEX notice_email ON notice (employee_id, at) WHERE email = 1;
CREATE INDEX notice_at ON notice (at);
CREATE INDEX notice_request ON notice (request_id);
CREATE INDEX notice_reminder ON notice (reminder_id);
CREATE INDEX notice_note ON notice (note_id);
CREATE INDEX notice_by ON notice (by_id);

-- What an employee chose otherwise than it is at first.
CREATE TABLE notice_way (
    employee_id INTEGER NOT NULL REFERENCES employee (id) ON DELETE CASCADE,
    event TEXT NOT NULL,
    listed INTEGER NOT NULL,
    desktop INTEGER NOT NULL,
    email INTEGER NOT NULL,
    PRIMARY KEY (employee_id, event)
) STRICT;

-- Hours in which desktop and e-mail keep silent.
CREATE TABLE notice_quiet (
    employee_id INTEGER PRIMARY KEY REFERENCES employee (id) ON DELETE CASCADE,
    from_time TEXT NOT NULL,
    to_time TEXT NOT NULL,
    days TEXT NOT NULL,           -- on which days they begin: 1 for Monday … 7
    whole TEXT NOT NULL           -- days that are quiet from midnight to midnight
) STRICT;

-- The deadline and the letter of ours of which was told, so that each is told once.
ALTER TABLE request ADD COLUMN near_told INTEGER;
ALTER TABLE request ADD COLUMN past_told INTEGER;
ALTER TABLE request ADD COLUMN silent_told INTEGER;
CREATE INDEX request_deadline ON request (deadline)
    WHERE open = 1 AND deadline IS NOT NULL AND (past_told IS NULL OR past_told <> deadline);
CREATE INDEX request_silent ON request (answered_at)
    WHERE open = 1 AND answered_at IS NOT NULL AND (silent_told IS NULL OR silent_told <> answered_at);

-- M7: letters that no person sent, by address, so that at most some go to one in an hour.
CREATE TABLE automatic_letter (
    letter_id INTEGER PRIMARY KEY REFERENCES letter (id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX automatic_letter_address ON automatic_letter (address, at);
