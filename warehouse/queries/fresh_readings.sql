-- A row is a reading that no comparison has taken in; failed ones are there too, they only want to be marked.
-- A comparison takes in all there are, so none is older than the last one; the month is for what no rule foresees.
SELECT r.reading_id, r.article_id, r.revision_id, r.outcome
FROM readings r
WHERE r.rowid IN (
  SELECT n.rowid FROM readings n
  WHERE n.recorded_at >= $since AND NOT EXISTS (
    SELECT 1 FROM compared c WHERE c.subject_id = n.reading_id AND c.recorded_at >= $since
  )
)
ORDER BY r.reading_id
