-- A row is a source as its polls left it: the validators of the last answer, and how its newest polls went.
SELECT source_id,
       max(polled_at) AS last_poll,
       arg_max(next_due, polled_at) AS next_due,
       arg_max(interval_minutes, polled_at) FILTER (interval_minutes IS NOT NULL) AS interval_minutes,
       arg_max(outcome, polled_at) AS outcome,
       max(polled_at) FILTER (outcome IN ('new', 'unchanged', 'empty', 'moved')) AS last_good,
       max(polled_at) FILTER (status = 200 AND outcome IN ('new', 'unchanged', 'empty', 'moved')) AS last_full,
       arg_max(etag, polled_at) FILTER (etag IS NOT NULL) AS etag,
       arg_max(last_modified, polled_at) FILTER (last_modified IS NOT NULL) AS last_modified,
       arg_max(body_sha256, polled_at) FILTER (body_sha256 IS NOT NULL) AS body_sha256,
       arg_max(sitemaps, polled_at) FILTER (sitemaps IS NOT NULL) AS sitemaps,
       max(newest) AS newest,
       arg_max(items_seen, polled_at) FILTER (items_seen > 0 OR outcome = 'empty') AS items_seen,
       arg_max(newest - oldest, polled_at) FILTER (items_seen > 0) AS span,
       max(polled_at) FILTER (items_new > 0) AS last_new,
       arg_max(moved_to, polled_at) FILTER (outcome IN ('new', 'unchanged', 'empty', 'moved')) AS moved_to,
       count(*) FILTER (outcome NOT IN ('new', 'unchanged', 'empty', 'moved') AND polled_at > coalesce(good, 'epoch'::TIMESTAMP)) AS failures,
       count(*) FILTER (moved_to IS NOT NULL AND polled_at > coalesce(stayed, 'epoch'::TIMESTAMP)) AS moved_polls
FROM (
  SELECT *,
         max(polled_at) FILTER (outcome IN ('new', 'unchanged', 'empty', 'moved')) OVER (PARTITION BY source_id) AS good,
         max(polled_at) FILTER (outcome IN ('new', 'unchanged', 'empty', 'moved') AND moved_to IS NULL) OVER (PARTITION BY source_id) AS stayed
  FROM polls
)
GROUP BY source_id
