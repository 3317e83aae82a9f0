-- A contact that is deleted is looked for among the messages that it stands for: with an index, not in every message there is.
CREATE INDEX message_contact ON message (contact_id) WHERE contact_id IS NOT NULL;
