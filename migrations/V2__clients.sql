-- The directory. Phones are E.164; "shown" is how people of the office's country write them.

CREATE TABLE client (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'company')),
    name TEXT NOT NULL,
    city TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    interests TEXT NOT NULL DEFAULT '',
    discount REAL NOT NULL DEFAULT 0,
    terms TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT '',
    manager_id INTEGER REFERENCES employee (id),
    sample INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
) STRICT;

-- The name in lower case, for sorting and keyset paging in every language.
CREATE TABLE client_name (
    client_id INTEGER PRIMARY KEY REFERENCES client (id) ON DELETE CASCADE,
    folded TEXT NOT NULL
) STRICT;
CREATE INDEX client_name_folded ON client_name (folded, client_id);

CREATE TABLE client_phone (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    number TEXT NOT NULL,
    shown TEXT NOT NULL
) STRICT;
CREATE INDEX client_phone_client ON client_phone (client_id, position);
CREATE INDEX client_phone_number ON client_phone (number);

CREATE TABLE client_email (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    email TEXT NOT NULL
) STRICT;
CREATE INDEX client_email_client ON client_email (client_id, position);
CREATE INDEX client_email_email ON client_email (email);
