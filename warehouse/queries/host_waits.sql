-- A row is an address whose host asked to be left alone until a time that has not come.
SELECT coalesce(p.final_url, s.url) AS url, max(p.retry_at) AS retry_at
FROM polls p JOIN (SELECT source_id, arg_max(url, recorded_at) AS url FROM sources GROUP BY source_id) s USING (source_id)
WHERE p.retry_at > $now GROUP BY ALL
UNION ALL
SELECT coalesce(final_url, url), max(retry_at) FROM captures WHERE retry_at > $now GROUP BY ALL
UNION ALL
SELECT url, max(retry_at) FROM (
  SELECT unnest(from_json(sitemaps, '[{"url": "VARCHAR", "retry_at": "TIMESTAMP"}]'), recursive := true)
  FROM polls WHERE polled_at > $now - INTERVAL 3 DAY
)
WHERE retry_at > $now GROUP BY ALL
