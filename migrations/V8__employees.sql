-- Employees to the full: where they belong, who is above them, and whether the computer's own login is enough for them.

ALTER TABLE employee ADD COLUMN department TEXT NOT NULL DEFAULT '';
ALTER TABLE employee ADD COLUMN supervisor_id INTEGER REFERENCES employee (id);
ALTER TABLE employee ADD COLUMN os_login TEXT NOT NULL DEFAULT '';
ALTER TABLE employee ADD COLUMN os_allowed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX employee_role_role ON employee_role (role_id);
