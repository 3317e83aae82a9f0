-- What tells two letters' bytes apart is a BLAKE3 from now on. Letters stored before keep their SHA-256: one that comes
-- again is known by its Message-ID.

ALTER TABLE letter_raw RENAME COLUMN sha256 TO hash;
