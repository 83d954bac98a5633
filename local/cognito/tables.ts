// Usernames are person ids and stay readable; whatever says something about a person stands in `sealed`.
export const COGNITO_TABLES = `
  CREATE TABLE IF NOT EXISTS pools (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL, signing_key BLOB);
  CREATE TABLE IF NOT EXISTS clients (id TEXT PRIMARY KEY, pool_id TEXT NOT NULL, name TEXT NOT NULL, created_at INTEGER NOT NULL,
    UNIQUE (pool_id, name));
  CREATE TABLE IF NOT EXISTS users (pool_id TEXT NOT NULL, username TEXT NOT NULL, sub TEXT NOT NULL,
    alias BLOB, status TEXT NOT NULL, enabled INTEGER NOT NULL, credentials_version INTEGER NOT NULL,
    created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL, sealed BLOB NOT NULL,
    PRIMARY KEY (pool_id, username), UNIQUE (pool_id, sub), UNIQUE (pool_id, alias));
  CREATE TABLE IF NOT EXISTS sessions (digest BLOB PRIMARY KEY, expires_at INTEGER NOT NULL, sealed BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS attempts (digest BLOB PRIMARY KEY, failures INTEGER NOT NULL, locked_until INTEGER NOT NULL,
    last_at INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS families (id TEXT PRIMARY KEY, pool_id TEXT NOT NULL, client_id TEXT NOT NULL, sub TEXT NOT NULL,
    auth_time INTEGER NOT NULL, expires_at INTEGER NOT NULL, ended_at INTEGER);
  CREATE INDEX IF NOT EXISTS families_by_sub ON families (pool_id, sub);
  CREATE TABLE IF NOT EXISTS refresh_tokens (digest BLOB PRIMARY KEY, family_id TEXT NOT NULL, rotated_at INTEGER);
  CREATE INDEX IF NOT EXISTS refresh_tokens_by_family ON refresh_tokens (family_id);
  CREATE TABLE IF NOT EXISTS auth_events (id TEXT PRIMARY KEY, pool_id TEXT NOT NULL, sub TEXT NOT NULL, response TEXT NOT NULL,
    asked TEXT NOT NULL, at INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS auth_events_by_sub ON auth_events (pool_id, sub, at);
  CREATE TABLE IF NOT EXISTS groups (pool_id TEXT NOT NULL, name TEXT NOT NULL, description TEXT, precedence INTEGER,
    created_at INTEGER NOT NULL, PRIMARY KEY (pool_id, name));
  CREATE TABLE IF NOT EXISTS members (pool_id TEXT NOT NULL, group_name TEXT NOT NULL, sub TEXT NOT NULL,
    PRIMARY KEY (pool_id, group_name, sub));
`;
