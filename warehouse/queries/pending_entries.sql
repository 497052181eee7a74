-- A row is an entry of which only the feed's own words are to be read: its text stands in the feed, or its page was given up,
-- or left the archive before it was read.
SELECT NULL AS capture_id, e.entry_id, e.source_id, s.family, e.url,
       NULL AS archive_file, NULL AS archive_offset, NULL AS media_type, NULL AS charset, 0 AS bytes,
       e.title, e.summary, e.content, e.published_at, e.language, e.origin, e.first_seen, e.backlog, e.url AS entry_url, json_extract_string(s.settings, '$.timezone') AS timezone,
       coalesce(r.attempts, 0) + 1 AS attempt
FROM entries e
JOIN (SELECT source_id, arg_max(family, recorded_at) AS family, arg_max(settings, recorded_at) AS settings
      FROM sources GROUP BY source_id) s USING (source_id)
LEFT JOIN (SELECT c.entry_id, bool_or(c.outcome = 'kept' AND x.capture_id IS NULL) AS kept,
                  bool_or(c.outcome IN ('given_up', 'refused') OR x.capture_id IS NOT NULL) AS lost
           FROM captures c LEFT JOIN (SELECT DISTINCT capture_id FROM readings WHERE outcome = 'expired') x USING (capture_id)
           GROUP BY c.entry_id) c USING (entry_id)
LEFT JOIN (
  SELECT entry_id, count(*) AS attempts, bool_or(outcome IN ('read', 'nothing', 'no_text', 'wall')) AS settled
  FROM readings WHERE capture_id IS NULL AND extractor = $extractor AND ($version IS NULL OR extractor_version = $version)
  GROUP BY entry_id
) r USING (entry_id)
WHERE NOT coalesce(c.kept, false)
  AND (coalesce(c.lost, false) OR (e.content IS NOT NULL AND json_extract_string(s.settings, '$.body') = 'feed'))
  AND NOT coalesce(r.settled, false) AND coalesce(r.attempts, 0) < $attempts
ORDER BY e.entry_id
