-- A row is a reaffirmation of one of the given versions.
SELECT * FROM reaffirmations
WHERE rowid IN (SELECT rowid FROM reaffirmations WHERE version_id IN (SELECT unnest($versions)))
ORDER BY stated_at, announcement_id
