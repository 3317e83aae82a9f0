-- E5: deeds, such as a merge, an import, a bulk action or a deletion, with the rows as they were, so that each can be
-- undone for thirty days.

CREATE TABLE deed (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,           -- merge, import, bulk, removal; undo for the undoing of another
    noun TEXT NOT NULL,           -- what was merged, imported, changed or removed
    summary TEXT NOT NULL,        -- JSON: how many, which file, what was set
    needs TEXT NOT NULL,          -- the right of whoever undoes it
    employee_id INTEGER REFERENCES employee (id),
    at INTEGER NOT NULL,
    undoes_id INTEGER REFERENCES deed (id) ON DELETE SET NULL,
    lasting INTEGER NOT NULL DEFAULT 0,  -- an undo that cannot be taken back: later deeds were mended by it
    undone_at INTEGER,
    undone_by INTEGER REFERENCES employee (id),
    outcome TEXT NOT NULL DEFAULT ''     -- JSON: what its undoing restored and what not
) STRICT;
CREATE INDEX deed_at ON deed (at, id);
CREATE INDEX deed_employee ON deed (employee_id, at, id);
CREATE INDEX deed_undoes ON deed (undoes_id);

-- Rows of one table before and after, packed by the thousand.
CREATE TABLE deed_piece (
    id INTEGER PRIMARY KEY,
    deed_id INTEGER NOT NULL REFERENCES deed (id) ON DELETE CASCADE,
    table_name TEXT NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('removed', 'changed', 'made')),
    amount INTEGER NOT NULL,
    body BLOB NOT NULL            -- zstd
) STRICT;
CREATE INDEX deed_piece_deed ON deed_piece (deed_id, table_name);
