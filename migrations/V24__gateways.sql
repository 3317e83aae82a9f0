-- S7: SMS gateways and what a part costs there. Keys and passwords lie in the keyring, never here.

CREATE TABLE gateway (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    preset TEXT NOT NULL,                  -- the key of a shipped one; 'own' for a template written here
    template TEXT NOT NULL DEFAULT '',     -- JSON of an own one
    fields TEXT NOT NULL DEFAULT '{}',     -- JSON: what was filled in, secrets aside
    sender TEXT NOT NULL DEFAULT '',
    currency TEXT NOT NULL DEFAULT '',
    chosen INTEGER NOT NULL DEFAULT 0,     -- the one that is offered first; at most one
    token TEXT NOT NULL,                   -- the part of its callback address that nobody guesses
    tried_at INTEGER,                      -- when its test last went well
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

-- What one part costs to numbers that begin so; the longest beginning counts, the empty one is for all others.
CREATE TABLE gateway_price (
    gateway_id INTEGER NOT NULL REFERENCES gateway (id) ON DELETE CASCADE,
    prefix TEXT NOT NULL,
    price INTEGER NOT NULL,                -- ten-thousandths of the gateway's currency
    PRIMARY KEY (gateway_id, prefix)
) STRICT;
