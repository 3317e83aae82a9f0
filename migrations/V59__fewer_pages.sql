-- Whoever makes a request of a client says so to client_touch: a trigger for that made SQLite copy every page of the
-- request's indexes before each insert, also for the many requests of nobody known.
DROP TRIGGER request_touches;

-- Most requests are of no client and follow on none.
DROP INDEX request_client;
CREATE INDEX request_client ON request (client_id, last_at) WHERE client_id IS NOT NULL;
DROP INDEX request_previous;
CREATE INDEX request_previous ON request (previous_id) WHERE previous_id IS NOT NULL;
