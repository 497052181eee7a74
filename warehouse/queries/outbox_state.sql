-- A row is a message that is not through: waiting, failed and to be tried again, or dead; oldest first.
WITH last AS (
  SELECT message_id, arg_max({outcome: outcome, reason: reason, due: next_due}, rowid) AS now, max(attempt) AS attempts
  FROM deliveries GROUP BY message_id
)
SELECT
  o.message_id AS key, o.channel, o.rule, o.subject, o.recorded_at AS since,
  CASE coalesce(l.now.outcome, 'queued') WHEN 'queued' THEN 'waiting' WHEN 'claimed' THEN 'unfinished' ELSE l.now.outcome END AS state,
  coalesce(l.attempts, 0) AS attempts, l.now.reason AS reason, l.now.due AS next_due
FROM outbox o LEFT JOIN last l USING (message_id)
WHERE coalesce(l.now.outcome, 'queued') NOT IN ('sent', 'withheld', 'withdrawn')
ORDER BY o.rowid
