-- Letters. The raw bytes come first and stay: what is shown can be made anew from them.

CREATE TABLE letter_raw (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    body BLOB NOT NULL            -- zstd
) STRICT;

CREATE TABLE letter (
    id INTEGER PRIMARY KEY,
    raw_id INTEGER NOT NULL REFERENCES letter_raw (id),
    request_id INTEGER REFERENCES request (id),
    ignored TEXT,                 -- the rule that kept it out of every request
    direction TEXT NOT NULL CHECK (direction IN ('incoming', 'outgoing')),
    kind TEXT NOT NULL CHECK (kind IN ('letter', 'auto_reply', 'bounce', 'newsletter')),
    message_id TEXT NOT NULL,
    from_name TEXT NOT NULL,
    from_address TEXT NOT NULL,
    recipients TEXT NOT NULL,     -- JSON: to, cc, bcc, reply_to
    subject TEXT NOT NULL,
    at INTEGER NOT NULL,
    employee_id INTEGER REFERENCES employee (id),
    has_html INTEGER NOT NULL DEFAULT 0,
    seen INTEGER NOT NULL DEFAULT 0,
    rule TEXT NOT NULL,           -- why it is here: the rule of M5
    header TEXT,                  -- and the header that decided
    not_delivered TEXT            -- JSON: recipient, reason
) STRICT;
CREATE INDEX letter_request ON letter (request_id, at, id);
CREATE INDEX letter_message ON letter (message_id);
CREATE INDEX letter_raw_letter ON letter (raw_id);
CREATE INDEX letter_from ON letter (from_address, at);

-- Every Message-ID that a letter names, so that an earlier letter that comes later finds its answers.
CREATE TABLE letter_reference (
    letter_id INTEGER NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    message_id TEXT NOT NULL,
    PRIMARY KEY (letter_id, position)
) STRICT;
CREATE INDEX letter_reference_message ON letter_reference (message_id);

-- The text of a letter: what is read at once, then U+001E, then the quoted part.
CREATE TABLE letter_text (
    id INTEGER PRIMARY KEY,
    subject TEXT NOT NULL,
    people TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
-- full text: letter_text(subject, people, body)

CREATE TABLE file (
    letter_id INTEGER NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    size INTEGER NOT NULL,
    inline INTEGER NOT NULL,
    content_id TEXT,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (letter_id, position)
) STRICT;

CREATE TABLE pictures_from (
    address TEXT PRIMARY KEY NOT NULL
) STRICT;

CREATE TABLE draft (
    id INTEGER PRIMARY KEY,
    request_id INTEGER REFERENCES request (id) ON DELETE CASCADE,
    letter_id INTEGER REFERENCES letter (id) ON DELETE SET NULL,
    employee_id INTEGER NOT NULL REFERENCES employee (id),
    recipients TEXT NOT NULL,     -- JSON: to, cc, bcc
    subject TEXT NOT NULL,
    html TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX draft_request ON draft (request_id, employee_id);

CREATE TABLE draft_file (
    id INTEGER PRIMARY KEY,
    draft_id INTEGER NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    size INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX draft_file_draft ON draft_file (draft_id);

-- One row for each letter of ours, from the moment it is written. "handed" is set before the first byte of the text goes out.
CREATE TABLE outbox (
    letter_id INTEGER PRIMARY KEY REFERENCES letter (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'retry', 'failed', 'uncertain')),
    handed INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER,
    undo_until INTEGER,
    error TEXT,                   -- JSON: code, params, detail
    copy TEXT NOT NULL DEFAULT 'pending' CHECK (copy IN ('pending', 'done', 'not_needed')),
    draft TEXT,                   -- JSON: what "undo" gives back
    queued_at INTEGER NOT NULL,
    sent_at INTEGER
) STRICT;
CREATE INDEX outbox_state ON outbox (state, next_at);
