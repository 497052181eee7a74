-- A row is a reading that no comparison has taken in; failed ones are there too, they only want to be marked.
SELECT r.reading_id, r.article_id, r.revision_id, r.outcome
FROM readings r
WHERE r.rowid IN (
  SELECT n.rowid FROM readings n WHERE NOT EXISTS (SELECT 1 FROM compared c WHERE c.subject_id = n.reading_id)
)
ORDER BY r.reading_id
