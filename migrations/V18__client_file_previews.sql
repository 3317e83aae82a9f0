-- C1: what is shown of a client's file, made once when it comes in: a small picture for lists and a larger one to look at.

CREATE TABLE client_file_preview (
    file_id INTEGER PRIMARY KEY REFERENCES client_file (id) ON DELETE CASCADE,
    small BLOB NOT NULL,          -- JPEG
    large BLOB NOT NULL           -- JPEG
) STRICT;
