-- S5: a gateway may report on an SMS by its own name for it before its answer with that name is noted: such a report waits
-- here (JSON) as long as SMS are being sent, and is applied when the name becomes known.
CREATE TABLE early_report (
    id INTEGER PRIMARY KEY,
    gateway_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    report TEXT NOT NULL,
    came_at INTEGER NOT NULL
) STRICT;
CREATE INDEX early_report_name ON early_report (gateway_id, name, id);
