-- A row is a page kept and not yet read to an end: never tried, or tried fewer than $attempts times and crashed.
SELECT c.capture_id, e.entry_id, e.source_id, s.family, coalesce(c.final_url, c.url) AS url,
       c.archive_file, c.archive_offset, c.media_type, c.charset, c.bytes,
       e.title, e.summary, e.content, e.published_at, e.language, e.origin, e.first_seen, e.backlog, e.url AS entry_url, s.timezone,
       coalesce(r.attempts, 0) + 1 AS attempt
FROM captures c
JOIN entries e USING (entry_id)
JOIN (SELECT source_id, arg_max(family, recorded_at) AS family,
             json_extract_string(arg_max(settings, recorded_at), '$.timezone') AS timezone
      FROM sources GROUP BY source_id) s USING (source_id)
LEFT JOIN (
  SELECT capture_id, count(*) AS attempts, bool_or(outcome IN ('read', 'nothing', 'no_text', 'wall', 'expired')) AS settled
  FROM readings WHERE extractor = $extractor AND ($version IS NULL OR extractor_version = $version) GROUP BY capture_id
) r USING (capture_id)
WHERE c.outcome = 'kept' AND NOT coalesce(r.settled, false) AND coalesce(r.attempts, 0) < $attempts
ORDER BY c.capture_id
