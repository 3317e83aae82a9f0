-- C3: clients who look alike and of whom somebody said that they are not the same person.

CREATE TABLE client_apart (
    one_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,     -- the smaller id
    other_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    PRIMARY KEY (one_id, other_id)
) STRICT;
CREATE INDEX client_apart_other ON client_apart (other_id);

-- Phones and addresses that several clients have are found in the index alone.
DROP INDEX client_phone_number;
CREATE INDEX client_phone_number ON client_phone (number, client_id);
DROP INDEX client_email_email;
CREATE INDEX client_email_email ON client_email (email, client_id);
