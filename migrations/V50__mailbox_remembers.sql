-- M4: what has to be known of a letter until it is in its place, and of one that was erased.

-- When the server took it in: a crash between storing and reading must not make an old letter new.
ALTER TABLE server_letter ADD COLUMN received_at INTEGER;
-- E6: it was erased here and is not taken in again.
ALTER TABLE server_letter ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;
UPDATE server_letter SET erased = 1 WHERE raw_id IS NULL AND letter_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM unreadable WHERE unreadable.folder_id = server_letter.folder_id
        AND unreadable.uid = server_letter.uid);

-- By what an erased letter is known again when the server numbers its letters anew: the SHA-256 of its Message-ID, which
-- tells nothing of anybody.
CREATE TABLE erased_letter (
    mark TEXT PRIMARY KEY NOT NULL
) STRICT;

-- Letters older than this come in as archive, also when they can be read only later (M3).
ALTER TABLE unreadable ADD COLUMN archive_before INTEGER;

-- When a letter reached us, where that is not its own date: what came last is told by this, and a sender's clock may be
-- years behind.
ALTER TABLE letter ADD COLUMN came_at INTEGER;
