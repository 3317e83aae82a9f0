-- Mailings (S1–S6, S8): the mailing with its texts and files, one row for each message, and the addresses that are not
-- to be written to any more.

INSERT INTO role_right (role_id, granted) SELECT id, 'send_mailings' FROM role WHERE code = 'manager';

CREATE TABLE mailing (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('sms', 'email', 'email_or_sms')),
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'running', 'paused', 'done', 'stopped')),
    consent_needed INTEGER NOT NULL,          -- only to those who agreed; otherwise to all who did not refuse
    not_within_days INTEGER NOT NULL DEFAULT 0, -- not to those a mailing reached within so many days; 0: to all
    opt_out_line INTEGER NOT NULL,            -- every message ends with how to get no more
    per_minute INTEGER NOT NULL DEFAULT 0,    -- no more messages a minute; 0: as the server takes them
    quiet_from TEXT NOT NULL DEFAULT '',      -- HH:MM in the office's zone; empty: no quiet hours
    quiet_to TEXT NOT NULL DEFAULT '',
    start_at INTEGER,                         -- not before this instant
    pause_reason TEXT,                        -- JSON: code, params, detail; none where a person paused it
    employee_id INTEGER REFERENCES employee (id),
    sample_put INTEGER NOT NULL DEFAULT 0,    -- its one copy is in the Sent folder
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER
) STRICT;
CREATE INDEX mailing_state ON mailing (state, id);

-- What is written: one version for everybody (language '') and others for clients of a language.
CREATE TABLE mailing_text (
    mailing_id INTEGER NOT NULL REFERENCES mailing (id) ON DELETE CASCADE,
    language TEXT NOT NULL CHECK (language IN ('', 'uk', 'ru', 'en')),
    subject TEXT NOT NULL DEFAULT '',
    html TEXT NOT NULL DEFAULT '',
    sms TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (mailing_id, language)
) STRICT;

-- Attachments. The bytes lie in pieces of a mebibyte, as those of a client's files.
CREATE TABLE mailing_file (
    id INTEGER PRIMARY KEY,
    mailing_id INTEGER NOT NULL REFERENCES mailing (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX mailing_file_mailing ON mailing_file (mailing_id, id);
CREATE TABLE mailing_file_piece (
    file_id INTEGER NOT NULL REFERENCES mailing_file (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (file_id, position)
) STRICT;

-- One message: a person's in a mailing, or a single SMS. In a mailing one row for each person who was chosen; those who
-- are left out have a reason and no key, so that no two messages of a mailing go to one address.
CREATE TABLE message (
    id INTEGER PRIMARY KEY,
    mailing_id INTEGER REFERENCES mailing (id) ON DELETE CASCADE,
    request_id INTEGER REFERENCES request (id) ON DELETE SET NULL,
    client_id INTEGER REFERENCES client (id) ON DELETE SET NULL,
    contact_id INTEGER REFERENCES contact (id) ON DELETE SET NULL,  -- where it stands in the log of contacts (S8)
    employee_id INTEGER REFERENCES employee (id),
    direction TEXT NOT NULL DEFAULT 'outgoing' CHECK (direction IN ('incoming', 'outgoing')),
    way TEXT NOT NULL CHECK (way IN ('email', 'sms')),
    name TEXT NOT NULL DEFAULT '',            -- whom an import names; a client has a card
    email TEXT NOT NULL DEFAULT '',           -- what an import gives of a person
    phone TEXT NOT NULL DEFAULT '',
    fields TEXT NOT NULL DEFAULT '',          -- JSON: the import's other columns, for the text
    address TEXT NOT NULL DEFAULT '',         -- where it goes: an e-mail in small letters, a phone as E.164
    key TEXT,                                 -- the address once more while the message counts as its one
    state TEXT NOT NULL CHECK (state IN
        ('queued', 'submitting', 'accepted', 'delivered', 'failed', 'refused', 'uncertain', 'left_out', 'received')),
    reason TEXT NOT NULL DEFAULT '',          -- why it was left out
    text TEXT NOT NULL DEFAULT '',            -- of an SMS: what was sent or received
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER NOT NULL DEFAULT 0,       -- not tried again before
    error TEXT,                               -- JSON: code, params, detail
    answer TEXT NOT NULL DEFAULT '',          -- the server's or gateway's last words
    message_id TEXT NOT NULL DEFAULT '',      -- of an e-mail, fixed before it is sent
    token TEXT NOT NULL DEFAULT '',           -- what only the receiver knows: lets them opt out
    gateway_id INTEGER,
    gateway_message TEXT NOT NULL DEFAULT '', -- the gateway's name for it
    parts INTEGER NOT NULL DEFAULT 0,
    cost REAL NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    submitted_at INTEGER,
    accepted_at INTEGER,
    done_at INTEGER,                          -- delivered, failed or refused
    answered_at INTEGER,
    auto_reply_at INTEGER,
    poll_at INTEGER,                          -- when its state is asked for next
    polls INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX message_key ON message (mailing_id, key);
CREATE INDEX message_next ON message (mailing_id, state, way, next_at, id);
CREATE INDEX message_log ON message (mailing_id, id);
CREATE INDEX message_answered ON message (mailing_id) WHERE answered_at IS NOT NULL OR auto_reply_at IS NOT NULL;
CREATE INDEX message_address ON message (address, way, accepted_at);
CREATE INDEX message_client ON message (client_id, accepted_at);
CREATE INDEX message_request ON message (request_id, id);
CREATE INDEX message_message ON message (message_id) WHERE message_id <> '';
CREATE INDEX message_gateway ON message (gateway_id, gateway_message) WHERE gateway_message <> '';
CREATE INDEX message_poll ON message (poll_at) WHERE poll_at IS NOT NULL;

-- Addresses that no mailing goes to, each with why and since when. One that was allowed again keeps its row.
CREATE TABLE stopped_address (
    id INTEGER PRIMARY KEY,
    way TEXT NOT NULL CHECK (way IN ('email', 'sms')),
    address TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('opted_out', 'bounced')),
    stopped INTEGER NOT NULL,
    soft INTEGER NOT NULL DEFAULT 0,          -- passing failures in a row; too many stop it
    source TEXT NOT NULL,                     -- list_unsubscribe, answer, sms, hand, bounce, server
    detail TEXT NOT NULL DEFAULT '',
    message_id INTEGER REFERENCES message (id) ON DELETE SET NULL,
    employee_id INTEGER REFERENCES employee (id),
    note TEXT NOT NULL DEFAULT '',
    at INTEGER NOT NULL,
    UNIQUE (way, address, reason)
) STRICT;

-- S8: a contact that a message made has a category of its own.
ALTER TABLE contact ADD COLUMN category_id INTEGER REFERENCES category (id);
