-- K5: a category that is no longer wanted is switched off, never removed: what stands under it keeps its name.
ALTER TABLE category ADD COLUMN active INTEGER NOT NULL DEFAULT 1;
