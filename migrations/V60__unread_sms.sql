-- R27: an SMS that nobody has looked at yet. Letters are read in other mail programs as well, SMS only here.
ALTER TABLE message ADD COLUMN unread INTEGER NOT NULL DEFAULT 0;
UPDATE message SET unread = 1 WHERE id IN
    (SELECT max(message.id) FROM message JOIN request ON request.id = message.request_id
     WHERE request.unread = 1 AND message.direction = 'incoming' AND message.way = 'sms' GROUP BY request.id)
    AND NOT EXISTS (SELECT 1 FROM letter WHERE letter.request_id = message.request_id AND letter.direction = 'incoming'
        AND letter.kind = 'letter' AND coalesce(letter.came_at, letter.at) > message.created_at);
