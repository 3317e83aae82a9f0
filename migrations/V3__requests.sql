-- Requests, their statuses and notes. "open" repeats the kind of the status so that one index serves the desk.

CREATE TABLE status (
    code TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL CHECK (kind IN ('open', 'waiting', 'won', 'lost', 'spam')),
    position INTEGER NOT NULL
) STRICT;
INSERT INTO status (code, kind, position) VALUES
    ('new', 'open', 1), ('in_work', 'open', 2), ('waiting', 'waiting', 3),
    ('done', 'won', 4), ('refused', 'lost', 5), ('spam', 'spam', 6);

CREATE TABLE request (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL REFERENCES status (code),
    open INTEGER NOT NULL,
    archive INTEGER NOT NULL DEFAULT 0,
    source TEXT NOT NULL CHECK (source IN ('mail', 'phone', 'form', 'sms')),
    client_id INTEGER REFERENCES client (id),
    name TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    comment TEXT NOT NULL DEFAULT '',
    assignee_id INTEGER REFERENCES employee (id),
    unread INTEGER NOT NULL DEFAULT 0,
    urgent INTEGER NOT NULL DEFAULT 0,
    has_files INTEGER NOT NULL DEFAULT 0,
    letters INTEGER NOT NULL DEFAULT 0,
    snippet TEXT NOT NULL DEFAULT '',
    deadline INTEGER,
    answered_at INTEGER,          -- our last letter, while the client has not answered it
    previous_id INTEGER REFERENCES request (id),
    touched INTEGER NOT NULL DEFAULT 0,  -- somebody worked on it: it is not joined to another by itself
    sample INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    closed_at INTEGER
) STRICT;
CREATE INDEX request_desk ON request (open, last_at, id);
CREATE INDEX request_archive ON request (open, archive, last_at, id);
CREATE INDEX request_last ON request (last_at, id);
CREATE INDEX request_client ON request (client_id, last_at);
CREATE INDEX request_email ON request (email, last_at);

CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    request_id INTEGER NOT NULL REFERENCES request (id) ON DELETE CASCADE,
    employee_id INTEGER REFERENCES employee (id),
    text TEXT NOT NULL,
    pinned INTEGER NOT NULL DEFAULT 0,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX note_request ON note (request_id, at);

-- What a person typed into a request (comment, notes, name): letters have their own full text.
CREATE TABLE request_text (
    id INTEGER PRIMARY KEY,
    subject TEXT NOT NULL,
    people TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
-- full text: request_text(subject, people, body)
