-- E4, E6: the log of changes read by time and by employee, and who may read it; who may give out and erase personal data.

CREATE INDEX change_at ON change (at, id);
CREATE INDEX change_people ON change (at, id) WHERE employee_id IS NOT NULL;
CREATE INDEX change_employee ON change (employee_id, at, id) WHERE employee_id IS NOT NULL;

INSERT INTO role_right (role_id, granted) SELECT id, 'see_activity' FROM role WHERE code IN ('administrator', 'manager');
INSERT INTO role_right (role_id, granted) SELECT id, 'personal_data' FROM role WHERE code = 'administrator';
