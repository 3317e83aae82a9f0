-- The office itself: settings, who works here and what they may do, and what each one's window remembers.

CREATE TABLE setting (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE employee (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    email TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    signature TEXT NOT NULL DEFAULT '',
    password_hash TEXT,
    active INTEGER NOT NULL DEFAULT 1,
    sample INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE role (
    id INTEGER PRIMARY KEY,
    code TEXT UNIQUE,
    name TEXT NOT NULL DEFAULT ''
) STRICT;

-- "right" is a reserved word of SQL, hence "granted".
CREATE TABLE role_right (
    role_id INTEGER NOT NULL REFERENCES role (id) ON DELETE CASCADE,
    granted TEXT NOT NULL,
    PRIMARY KEY (role_id, granted)
) STRICT;

CREATE TABLE employee_role (
    employee_id INTEGER NOT NULL REFERENCES employee (id) ON DELETE CASCADE,
    role_id INTEGER NOT NULL REFERENCES role (id) ON DELETE CASCADE,
    PRIMARY KEY (employee_id, role_id)
) STRICT;

CREATE TABLE memory (
    employee_id INTEGER NOT NULL REFERENCES employee (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (employee_id, key)
) STRICT;

-- Running numbers: one row for each rendered prefix of the number template. Never goes down.
CREATE TABLE counter (
    key TEXT PRIMARY KEY NOT NULL,
    value INTEGER NOT NULL
) STRICT;

-- No ids are given by hand: PostgreSQL's identity columns would hand them out a second time.
INSERT INTO role (code) VALUES ('administrator'), ('manager'), ('specialist');
INSERT INTO role_right (role_id, granted) SELECT id, 'manage_settings' FROM role WHERE code = 'administrator';
INSERT INTO role_right (role_id, granted) SELECT id, 'manage_employees' FROM role WHERE code = 'administrator';
INSERT INTO role_right (role_id, granted) SELECT id, 'answer_letters' FROM role WHERE code IN ('manager', 'specialist');
INSERT INTO role_right (role_id, granted) SELECT id, 'see_clients' FROM role WHERE code IN ('administrator', 'manager');
INSERT INTO role_right (role_id, granted) SELECT id, 'edit_clients' FROM role WHERE code IN ('administrator', 'manager');
INSERT INTO role_right (role_id, granted) SELECT id, 'work' FROM role;
