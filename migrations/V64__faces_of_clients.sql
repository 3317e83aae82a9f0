-- K2: a client is chosen by typed words. At every key 100,000 cards are looked through, so all that they are found by stands in
-- one short row each; to begin with those whose name begins with what was typed, it is kept in the alphabet's order too.

-- What belongs into that row. `sorted` has the words of `conditions::alphabet`. `face` is the name, then the city, every e-mail
-- and, after a ￮, every phone as it is stored. A space stands before each word of the name and nowhere else: the others begin
-- lines. All signs that people type for an apostrophe are one there. The order is the inner queries': within string_agg older
-- programs that look into the file do not know it, and would read nothing of the file at all.
CREATE VIEW client_shown AS SELECT
    client_name.client_id AS client_id,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(client_name.folded, 'Ґ', 'Г￮'), 'ґ', 'г￮'), 'Є', 'Е￮'), 'є', 'е￮'), 'Ё', 'Е￮'), 'ё', 'е￮'), 'Ї', 'И￮￮'), 'ї', 'и￮￮'), 'І', 'И￮'), 'і', 'и￮') COLLATE BINARY AS sorted,
    replace(replace(replace(replace(replace(' ' || client_name.folded || '
' || replace(lower(client.city) || '
' || coalesce(
        (SELECT string_agg(mails.email, '
') FROM (SELECT email FROM client_email WHERE client_email.client_id = client_name.client_id ORDER BY id) AS mails), ''), ' ', '
'), '’', ''''), 'ʼ', ''''), '‘', ''''), '`', ''''), '´', '''') || '￮' || coalesce(
        (SELECT string_agg(phones.number, '
') FROM (SELECT number FROM client_phone WHERE client_phone.client_id = client_name.client_id ORDER BY id) AS phones), '') AS face
FROM client_name JOIN client ON client.id = client_name.client_id;

-- It refers to nobody: what is undone would take it for a part of the card. Triggers alone write it, from the moment on at
-- which the name stands. Whatever changes empties `face`, which is then made anew: a card's parts that are written before its
-- name cost next to nothing.
CREATE TABLE client_face (
    client_id INTEGER PRIMARY KEY,
    face TEXT NOT NULL,
    sorted TEXT COLLATE BINARY NOT NULL
) STRICT;
INSERT INTO client_face (client_id, face, sorted) SELECT client_id, face, sorted FROM client_shown;
CREATE INDEX client_face_sorted ON client_face (sorted, client_id);

CREATE TRIGGER client_face_anew AFTER UPDATE OF face ON client_face FOR EACH ROW WHEN (NEW.face = '') BEGIN
    UPDATE client_face SET face = client_shown.face, sorted = client_shown.sorted FROM client_shown
    WHERE client_face.client_id = NEW.client_id AND client_shown.client_id = NEW.client_id;
END;
CREATE TRIGGER client_name_shows AFTER INSERT ON client_name FOR EACH ROW BEGIN
    INSERT INTO client_face (client_id, face, sorted)
    SELECT client_id, face, sorted FROM client_shown WHERE client_id = NEW.client_id
    -- A backup brings the rows of each table by themselves, these before the names.
    ON CONFLICT (client_id) DO UPDATE SET face = excluded.face, sorted = excluded.sorted;
END;
CREATE TRIGGER client_name_goes AFTER DELETE ON client_name FOR EACH ROW BEGIN
    DELETE FROM client_face WHERE client_id = OLD.client_id;
END;
CREATE TRIGGER client_name_changes AFTER UPDATE OF folded ON client_name FOR EACH ROW
WHEN (OLD.folded <> NEW.folded) BEGIN
    UPDATE client_face SET face = '' WHERE client_id = NEW.client_id;
END;
CREATE TRIGGER client_city_changes AFTER UPDATE OF city ON client FOR EACH ROW
WHEN (OLD.city <> NEW.city) BEGIN
    UPDATE client_face SET face = '' WHERE client_id = NEW.id;
END;
CREATE TRIGGER client_email_shows AFTER INSERT ON client_email FOR EACH ROW BEGIN
    UPDATE client_face SET face = '' WHERE client_id = NEW.client_id;
END;
CREATE TRIGGER client_email_changes AFTER UPDATE OF client_id, email ON client_email FOR EACH ROW
WHEN (OLD.client_id <> NEW.client_id OR OLD.email <> NEW.email) BEGIN
    UPDATE client_face SET face = '' WHERE client_id IN (OLD.client_id, NEW.client_id);
END;
CREATE TRIGGER client_email_goes AFTER DELETE ON client_email FOR EACH ROW BEGIN
    UPDATE client_face SET face = '' WHERE client_id = OLD.client_id;
END;
CREATE TRIGGER client_phone_shows AFTER INSERT ON client_phone FOR EACH ROW BEGIN
    UPDATE client_face SET face = '' WHERE client_id = NEW.client_id;
END;
CREATE TRIGGER client_phone_changes AFTER UPDATE OF client_id, number ON client_phone FOR EACH ROW
WHEN (OLD.client_id <> NEW.client_id OR OLD.number <> NEW.number) BEGIN
    UPDATE client_face SET face = '' WHERE client_id IN (OLD.client_id, NEW.client_id);
END;
CREATE TRIGGER client_phone_goes AFTER DELETE ON client_phone FOR EACH ROW BEGIN
    UPDATE client_face SET face = '' WHERE client_id = OLD.client_id;
END;
