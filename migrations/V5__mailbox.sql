-- What the server holds and where each of its letters is with us: the accounts of M4, and the sync's cursor.

CREATE TABLE folder (
    id INTEGER PRIMARY KEY,
    raw_name TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('inbox', 'sent')),
    uidvalidity INTEGER NOT NULL,
    uidnext INTEGER NOT NULL DEFAULT 0,
    modseq INTEGER NOT NULL DEFAULT 0,
    on_server INTEGER NOT NULL DEFAULT 0,
    first_done INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE server_letter (
    folder_id INTEGER NOT NULL REFERENCES folder (id) ON DELETE CASCADE,
    uid INTEGER NOT NULL,
    raw_id INTEGER REFERENCES letter_raw (id),   -- stored before it was read
    letter_id INTEGER REFERENCES letter (id) ON DELETE SET NULL,
    tries INTEGER NOT NULL DEFAULT 0,            -- how often reading it was begun
    seen INTEGER NOT NULL DEFAULT 0,
    answered INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (folder_id, uid)
) STRICT;
CREATE INDEX server_letter_letter ON server_letter (letter_id);

-- Flags that changed here and have to reach the server.
CREATE TABLE flag_change (
    letter_id INTEGER NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
    flag TEXT NOT NULL CHECK (flag IN ('seen', 'answered')),
    on_server INTEGER NOT NULL,
    PRIMARY KEY (letter_id, flag)
) STRICT;

CREATE TABLE unreadable (
    id INTEGER PRIMARY KEY,
    raw_id INTEGER REFERENCES letter_raw (id),
    folder_id INTEGER REFERENCES folder (id) ON DELETE CASCADE,
    uid INTEGER,
    origin TEXT NOT NULL,         -- folder or file it came from
    at INTEGER NOT NULL,
    size INTEGER NOT NULL,
    error TEXT NOT NULL,          -- JSON: code, params, detail
    tries INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX unreadable_place ON unreadable (folder_id, uid);
