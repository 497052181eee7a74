-- A row is an announcement that counts, of a confidence below $below, on which nobody has said a word.
SELECT c.*
FROM current_announcements c
WHERE c.confidence < $below
  AND NOT EXISTS (SELECT 1 FROM applied_corrections w WHERE w.announcement_id = c.announcement_id)
ORDER BY c.published_at DESC, c.article_id, c.char_start, c.announcement_id
