-- A row is an article whose page was kept and that is young enough to be asked again for edits, with its last validators.
SELECT e.entry_id, e.source_id, e.url, e.key_url, e.first_seen, 0 AS attempts, c.etag, c.last_modified, c.sha256
FROM (
  SELECT entry_id, min(fetched_at) FILTER (outcome = 'kept') AS kept_first,
         arg_max(etag, fetched_at) FILTER (outcome IN ('kept', 'unchanged')) AS etag,
         arg_max(last_modified, fetched_at) FILTER (outcome IN ('kept', 'unchanged')) AS last_modified,
         arg_max(sha256, fetched_at) FILTER (sha256 IS NOT NULL AND outcome IN ('kept', 'unchanged')) AS sha256
  FROM captures GROUP BY entry_id
) c
JOIN entries e USING (entry_id)
WHERE c.kept_first > $since AND NOT e.backlog
ORDER BY e.first_seen DESC, e.entry_id
