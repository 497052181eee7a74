-- A row is a file of the archive with a kept page that no reading was tried of.
SELECT DISTINCT archive_file
FROM captures c
WHERE outcome = 'kept' AND archive_file IS NOT NULL AND NOT EXISTS (SELECT 1 FROM readings r WHERE r.capture_id = c.capture_id)
