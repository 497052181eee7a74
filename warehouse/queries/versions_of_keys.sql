-- A row is a version of one of the given keys.
SELECT * FROM versions WHERE rowid IN (SELECT rowid FROM versions WHERE key_id IN (SELECT unnest($keys))) ORDER BY key_id, version
