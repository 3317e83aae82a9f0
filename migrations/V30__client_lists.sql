-- C2, C6: what the list of clients is sorted and filtered by, so that the first page of any filter among 100,000 clients is
-- read through an index; and the views that people save.

-- In the alphabet's own order, which is not that of the bytes: є, і, ї, ґ and ё stand at its end there. The sign ￮ stands
-- after every letter, so that ґ comes after г and whatever begins with it. The words are those of `conditions::alphabet`.
CREATE INDEX client_name_alphabet ON client_name (
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(folded, 'Ґ', 'Г￮'), 'ґ', 'г￮'), 'Є', 'Е￮'), 'є', 'е￮'), 'Ё', 'Е￮'), 'ё', 'е￮'), 'Ї', 'И￮￮'), 'ї', 'и￮￮'), 'І', 'И￮'), 'і', 'и￮') COLLATE BINARY,
    client_id);
CREATE INDEX client_city_alphabet ON client (
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(city, 'Ґ', 'Г￮'), 'ґ', 'г￮'), 'Є', 'Е￮'), 'є', 'е￮'), 'Ё', 'Е￮'), 'ё', 'е￮'), 'Ї', 'И￮￮'), 'ї', 'и￮￮'), 'І', 'И￮'), 'і', 'и￮') COLLATE BINARY,
    id) WHERE city <> '';
CREATE INDEX client_city ON client (city, id);
CREATE INDEX client_created ON client (created_at, id);
CREATE INDEX client_birthday ON client (substr(birthday, length(birthday) - 4), id) WHERE birthday <> '';
CREATE INDEX client_silenced ON client (id) WHERE do_not_write = 1;
CREATE INDEX client_consent_given ON client_consent (way, given, client_id);
CREATE INDEX request_open_client ON request (client_id) WHERE open = 1;
CREATE INDEX reminder_open_client ON reminder (client_id) WHERE done = 0;

-- When a client and the office last had to do with one another: the latest contact, letter or change of a request. It is
-- kept by the database itself, so that whoever writes a contact or moves a request need not think of it.
CREATE TABLE client_touch (
    client_id INTEGER PRIMARY KEY REFERENCES client (id) ON DELETE CASCADE,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX client_touch_at ON client_touch (at, client_id);
INSERT INTO client_touch (client_id, at)
SELECT client_id, max(at) FROM (
    SELECT client_id, at FROM contact WHERE client_id IS NOT NULL
    UNION ALL SELECT client_id, last_at FROM request WHERE client_id IS NOT NULL
) AS touched GROUP BY client_id;

CREATE TRIGGER contact_touches AFTER INSERT ON contact FOR EACH ROW WHEN (NEW.client_id IS NOT NULL) BEGIN
    INSERT INTO client_touch (client_id, at) VALUES (NEW.client_id, NEW.at)
    ON CONFLICT (client_id) DO UPDATE SET at = excluded.at WHERE client_touch.at < excluded.at;
END;
CREATE TRIGGER request_touches AFTER INSERT ON request FOR EACH ROW WHEN (NEW.client_id IS NOT NULL) BEGIN
    INSERT INTO client_touch (client_id, at) VALUES (NEW.client_id, NEW.last_at)
    ON CONFLICT (client_id) DO UPDATE SET at = excluded.at WHERE client_touch.at < excluded.at;
END;
CREATE TRIGGER contact_goes AFTER DELETE ON contact FOR EACH ROW WHEN (OLD.client_id IS NOT NULL) BEGIN
    DELETE FROM client_touch WHERE client_id = OLD.client_id;
    INSERT INTO client_touch (client_id, at) SELECT OLD.client_id, max(at) FROM (
        SELECT max(at) AS at FROM contact WHERE client_id = OLD.client_id
        UNION ALL SELECT max(last_at) FROM request WHERE client_id = OLD.client_id
    ) AS touched HAVING max(at) IS NOT NULL;
END;
CREATE TRIGGER request_goes AFTER DELETE ON request FOR EACH ROW WHEN (OLD.client_id IS NOT NULL) BEGIN
    DELETE FROM client_touch WHERE client_id = OLD.client_id;
    INSERT INTO client_touch (client_id, at) SELECT OLD.client_id, max(at) FROM (
        SELECT max(at) AS at FROM contact WHERE client_id = OLD.client_id
        UNION ALL SELECT max(last_at) FROM request WHERE client_id = OLD.client_id
    ) AS touched HAVING max(at) IS NOT NULL;
END;
CREATE TRIGGER contact_moves AFTER UPDATE OF client_id, at ON contact FOR EACH ROW
WHEN (OLD.client_id IS DISTINCT FROM NEW.client_id OR (NEW.client_id IS NOT NULL AND OLD.at <> NEW.at)) BEGIN
    DELETE FROM client_touch WHERE client_id IN (OLD.client_id, NEW.client_id);
    INSERT INTO client_touch (client_id, at) SELECT client_id, max(at) FROM (
        SELECT client_id, at FROM contact WHERE client_id IN (OLD.client_id, NEW.client_id)
        UNION ALL SELECT client_id, last_at FROM request WHERE client_id IN (OLD.client_id, NEW.client_id)
    ) AS touched GROUP BY client_id;
END;
CREATE TRIGGER request_moves AFTER UPDATE OF client_id, last_at ON request FOR EACH ROW
WHEN (OLD.client_id IS DISTINCT FROM NEW.client_id OR (NEW.client_id IS NOT NULL AND OLD.last_at > NEW.last_at)) BEGIN
    DELETE FROM client_touch WHERE client_id IN (OLD.client_id, NEW.client_id);
    INSERT INTO client_touch (client_id, at) SELECT client_id, max(at) FROM (
        SELECT client_id, at FROM contact WHERE client_id IN (OLD.client_id, NEW.client_id)
        UNION ALL SELECT client_id, last_at FROM request WHERE client_id IN (OLD.client_id, NEW.client_id)
    ) AS touched GROUP BY client_id;
END;
CREATE TRIGGER request_goes_on AFTER UPDATE OF last_at ON request FOR EACH ROW
WHEN (OLD.client_id IS NOT DISTINCT FROM NEW.client_id AND NEW.client_id IS NOT NULL AND OLD.last_at < NEW.last_at) BEGIN
    INSERT INTO client_touch (client_id, at) VALUES (NEW.client_id, NEW.last_at)
    ON CONFLICT (client_id) DO UPDATE SET at = excluded.at WHERE client_touch.at < excluded.at;
END;

-- Filters with a name: of clients they are segments as well. The noun says of what, so that other lists have theirs here.
CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY,
    noun TEXT NOT NULL,
    name TEXT NOT NULL,
    employee_id INTEGER NOT NULL REFERENCES employee (id) ON DELETE CASCADE,
    shared INTEGER NOT NULL DEFAULT 0,
    filter TEXT NOT NULL,         -- JSON: the noun's own filter
    columns TEXT NOT NULL,        -- JSON: the columns in their order
    sort TEXT NOT NULL,           -- JSON: by what, and which way
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX saved_view_noun ON saved_view (noun, position, id);
