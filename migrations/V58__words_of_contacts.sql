-- What contacts and reminders say is found by its words, as letters are: among a million rows none is read in vain.
-- full text, gathered: contact(information, address)
-- full text, gathered: reminder(text)

-- Most contacts are of no request and of no letter: a mailing writes thousands of them, each a page of every index less.
DROP INDEX contact_request;
CREATE INDEX contact_request ON contact (request_id, at, id) WHERE request_id IS NOT NULL;
DROP INDEX contact_letter;
CREATE UNIQUE INDEX contact_letter ON contact (letter_id) WHERE letter_id IS NOT NULL;
