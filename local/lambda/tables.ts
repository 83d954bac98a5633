/**
 * Names, ids, states and times stay readable, since they are ids and words of ours; inputs, results, errors and all that
 * a handler kept stand in `sealed`. Times are epoch ms.
 */
export const LAMBDA_TABLES = `
  CREATE TABLE IF NOT EXISTS executions (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, function TEXT NOT NULL,
    status TEXT NOT NULL, started_at INTEGER NOT NULL, ended_at INTEGER, expires_at INTEGER NOT NULL, resume_at INTEGER,
    failures INTEGER NOT NULL, token TEXT NOT NULL, sealed BLOB NOT NULL);
  CREATE INDEX IF NOT EXISTS executions_to_resume ON executions (resume_at) WHERE resume_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS executions_to_expire ON executions (expires_at) WHERE status = 'RUNNING';
  CREATE INDEX IF NOT EXISTS executions_ended ON executions (ended_at) WHERE ended_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS executions_by_function ON executions (function, started_at, id);
  CREATE TABLE IF NOT EXISTS operations (execution TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL,
    pending INTEGER NOT NULL, changed INTEGER NOT NULL, due_at INTEGER, sealed BLOB NOT NULL,
    PRIMARY KEY (execution, id));
  CREATE UNIQUE INDEX IF NOT EXISTS operations_in_order ON operations (execution, position);
  CREATE INDEX IF NOT EXISTS operations_due ON operations (due_at) WHERE due_at IS NOT NULL;
  CREATE TABLE IF NOT EXISTS events (execution TEXT NOT NULL, number INTEGER NOT NULL, sealed BLOB NOT NULL,
    PRIMARY KEY (execution, number));
  CREATE TABLE IF NOT EXISTS invocations (id TEXT PRIMARY KEY, function TEXT NOT NULL, queued_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL, due_at INTEGER, dead_at INTEGER, error_type TEXT, sealed BLOB NOT NULL);
  CREATE INDEX IF NOT EXISTS invocations_due ON invocations (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS invocations_dead ON invocations (dead_at) WHERE dead_at IS NOT NULL;
`;
