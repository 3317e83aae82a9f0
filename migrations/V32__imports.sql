-- C4: imports of clients that were run, and what the columns of earlier files were taken for.

CREATE TABLE import (
    id INTEGER PRIMARY KEY,
    file TEXT NOT NULL,           -- its name, without the folder
    sha256 TEXT NOT NULL,         -- by which the same file is known again
    mode TEXT NOT NULL CHECK (mode IN ('skip', 'complete', 'add')),
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'stopped')),
    added INTEGER NOT NULL DEFAULT 0,
    completed INTEGER NOT NULL DEFAULT 0,
    deed_id INTEGER,              -- what undoes it
    employee_id INTEGER REFERENCES employee (id),
    started_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE INDEX import_sha256 ON import (sha256, id);

-- By the titles of a file, so that the next one with the same titles is mapped by itself, and one with some of them partly.
CREATE TABLE import_mapping (
    titles TEXT PRIMARY KEY NOT NULL,   -- SHA-256 of the folded titles
    mapping TEXT NOT NULL,              -- JSON: titles and what they were taken for
    used_at INTEGER NOT NULL
) STRICT;
