-- R27: parts of incoming SMS whose others have not come. A gateway sends the next only when one is acknowledged, and what
-- is acknowledged may not be lost with the program.
CREATE TABLE sms_part (
    id INTEGER PRIMARY KEY,
    gateway_id INTEGER NOT NULL,
    sender TEXT NOT NULL,
    receiver TEXT NOT NULL,
    reference INTEGER NOT NULL,
    count INTEGER NOT NULL,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    at INTEGER,
    came_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX sms_part_place ON sms_part (gateway_id, sender, reference, count, number);
CREATE INDEX sms_part_came ON sms_part (came_at);
