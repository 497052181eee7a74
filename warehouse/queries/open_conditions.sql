-- A row is a condition of a source that the operator was told of and that is not over.
SELECT s.source_id, c.kind
FROM (
  SELECT kind, subject, arg_max(state, recorded_at) AS state FROM conditions WHERE kind LIKE 'feed_%' GROUP BY kind, subject
) c
JOIN (SELECT name, arg_max(source_id, recorded_at) AS source_id FROM sources GROUP BY name) s ON s.name = c.subject
WHERE c.state = 'began'
