-- A row is a paragraph of one of the given texts, with the number of paragraphs that its text has.
SELECT revision_id, position, site, fingerprint, repeat_of, count(*) OVER (PARTITION BY revision_id) AS paragraphs
FROM paragraphs
WHERE rowid IN (SELECT rowid FROM paragraphs WHERE revision_id IN (SELECT unnest($revisions)) AND recorded_at >= $since)
ORDER BY revision_id, position
