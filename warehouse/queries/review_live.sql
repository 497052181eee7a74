-- A row is an announcement of the text $revision by the reader that counts for it, as it was read.
SELECT a.*, t.language
FROM announcements a
JOIN live_readings l ON l.revision_id = a.revision_id AND l.extractor = a.extractor AND l.extractor_version = a.extractor_version
JOIN articles t ON t.revision_id = a.revision_id
WHERE a.revision_id = $revision
ORDER BY a.char_start, a.announcement_id
