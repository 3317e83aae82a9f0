-- C1: the rest of a client's card: tags, language, birthday, own fields, files, consent.

ALTER TABLE client ADD COLUMN language TEXT NOT NULL DEFAULT '';          -- uk, ru, en; empty where nobody knows
ALTER TABLE client ADD COLUMN birthday TEXT NOT NULL DEFAULT '';          -- YYYY-MM-DD, or --MM-DD where the year is not known
ALTER TABLE client ADD COLUMN do_not_write INTEGER NOT NULL DEFAULT 0;
CREATE INDEX client_manager ON client (manager_id, id);

CREATE TABLE client_tag (
    client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    folded TEXT NOT NULL,         -- small letters: what is looked for
    name TEXT NOT NULL,           -- as it was written
    PRIMARY KEY (client_id, folded)
) STRICT;
CREATE INDEX client_tag_folded ON client_tag (folded, client_id);

-- Fields of the office's own on every card. One that is no longer wanted is switched off, never removed.
CREATE TABLE client_field (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'date', 'list', 'checkbox')),
    choices TEXT NOT NULL DEFAULT '[]',    -- JSON: what a list offers
    position INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE client_field_value (
    client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    field_id INTEGER NOT NULL REFERENCES client_field (id),
    value TEXT NOT NULL,
    PRIMARY KEY (client_id, field_id)
) STRICT;
CREATE INDEX client_field_value_field ON client_field_value (field_id, value, client_id);

-- Files of a client ("layouts"). The bytes lie in pieces of a mebibyte: none is ever held whole in memory.
CREATE TABLE client_file (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    -- While its pieces are still coming a file is shown to nobody; a removed one waits for its undo.
    state TEXT NOT NULL CHECK (state IN ('coming', 'here', 'removed')),
    changed_at INTEGER NOT NULL,  -- when it came into this state
    employee_id INTEGER REFERENCES employee (id),
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX client_file_state ON client_file (state, changed_at);
CREATE INDEX client_file_client ON client_file (client_id, at, id);
CREATE TABLE client_file_piece (
    file_id INTEGER NOT NULL REFERENCES client_file (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (file_id, position)
) STRICT;

-- Whether a client agreed to be written to, by each way. No row: nobody asked.
CREATE TABLE client_consent (
    client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    way TEXT NOT NULL CHECK (way IN ('email', 'sms')),
    given INTEGER NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    day TEXT NOT NULL,
    PRIMARY KEY (client_id, way)
) STRICT;
