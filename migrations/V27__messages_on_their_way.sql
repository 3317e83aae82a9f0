-- What a start after a crash, a limit of letters a day, and the report of a mailing look for.

CREATE INDEX message_submitting ON message (state) WHERE state = 'submitting';
CREATE INDEX message_submitted ON message (submitted_at) WHERE way = 'email' AND submitted_at IS NOT NULL;
CREATE INDEX stopped_address_message ON stopped_address (message_id);
