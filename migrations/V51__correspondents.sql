-- M10: with whom the office wrote letters, for completing an address while it is typed: one row an address, where the
-- letters would be all read at every key.

CREATE TABLE correspondent (
    address TEXT PRIMARY KEY NOT NULL,   -- in small letters
    name TEXT NOT NULL,
    last_at INTEGER NOT NULL
) STRICT;
INSERT INTO correspondent (address, name, last_at)
    SELECT lower(from_address), max(from_name), max(at) FROM letter
    WHERE direction = 'incoming' AND kind = 'letter' AND from_address <> '' GROUP BY lower(from_address);

-- C3, C4: some programs write й, ї and ё as a letter and a sign of its own. Names that came so are written as everybody
-- types them.
UPDATE client SET name = replace(replace(replace(replace(replace(replace(name, 'й', 'й'), 'Й', 'Й'), 'ї', 'ї'), 'Ї', 'Ї'), 'ё', 'ё'), 'Ё', 'Ё')
    WHERE name LIKE '%̆%' OR name LIKE '%̈%';
UPDATE client_name SET folded = replace(replace(replace(folded, 'й', 'й'), 'ї', 'ї'), 'ё', 'ё')
    WHERE folded LIKE '%̆%' OR folded LIKE '%̈%';
