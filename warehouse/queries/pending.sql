-- A row is a message not yet through, in the order in which messages were queued.
WITH last AS (
  SELECT
    message_id,
    arg_max({outcome: outcome, reason: reason, due: next_due}, rowid) AS now,
    max(attempt) AS attempts,
    max(attempted_at) FILTER (outcome = 'queued') AS queued_again
  FROM deliveries GROUP BY message_id
)
SELECT
  o.message_id, o.change_id, o.rule, o.channel, o.digest, o.subject, o.body,
  coalesce(l.queued_again, o.recorded_at) AS queued_at,
  coalesce(l.attempts, 0) AS attempts, coalesce(l.now.outcome, 'queued') AS outcome,
  l.now.reason AS reason, l.now.due AS next_due,
  coalesce(l.now.outcome, 'failed') = 'failed' AND l.queued_again IS NULL AS unseen
FROM outbox o
LEFT JOIN last l USING (message_id)
WHERE coalesce(l.now.outcome, 'queued') NOT IN ('sent', 'dead', 'withheld', 'withdrawn')
ORDER BY o.rowid
