-- A row is an article whose page is promised and not had: one entry of it, and how often its page was tried.
SELECT e.entry_id, e.source_id, e.url, e.key_url, e.first_seen, coalesce(c.attempts, 0) AS attempts,
       NULL AS etag, NULL AS last_modified, NULL AS sha256
FROM (
  SELECT key_url, arg_min(entry_id, (first_seen, entry_id)) AS entry_id
  FROM entries JOIN (SELECT source_id, arg_max(settings, recorded_at) AS settings FROM sources GROUP BY source_id) s USING (source_id)
  WHERE NOT (content IS NOT NULL AND json_extract_string(s.settings, '$.body') = 'feed')
  GROUP BY key_url
) first
JOIN entries e USING (entry_id)
LEFT JOIN (
  SELECT key_url, count(*) FILTER (outcome = 'failed') AS attempts, bool_or(outcome IN ('kept', 'refused', 'given_up')) AS settled
  FROM captures GROUP BY key_url
) c ON c.key_url = e.key_url
WHERE NOT coalesce(c.settled, false) AND (NOT $fresh_only OR coalesce(c.attempts, 0) = 0)
ORDER BY e.published_at DESC NULLS LAST, e.first_seen DESC, e.entry_id
