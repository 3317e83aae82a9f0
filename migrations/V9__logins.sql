-- Attempts to log in that have not come to a right password: one row a login, gone with the first right one. It is kept
-- here so that a restart does not forget it.

CREATE TABLE login_attempt (
    login TEXT PRIMARY KEY NOT NULL,
    failures INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;
