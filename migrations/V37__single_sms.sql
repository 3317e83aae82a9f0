-- R27: single SMS that wait for their turn, and what came of a gateway already.

CREATE INDEX message_single ON message (next_at, id) WHERE mailing_id IS NULL AND way = 'sms' AND state = 'queued';
