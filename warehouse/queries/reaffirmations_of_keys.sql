-- A row is a reaffirmation of a version of one of the given keys.
SELECT r.*, v.key_id FROM reaffirmations r JOIN versions v USING (version_id)
WHERE v.key_id IN (SELECT unnest($keys)) ORDER BY v.key_id, r.stated_at, r.announcement_id
