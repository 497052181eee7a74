-- A row is a channel that cannot be reached: its newest result is no success, after three tries of one message or a dead letter.
WITH results AS (
  SELECT o.channel, d.outcome, d.reason, d.attempt, d.rowid AS n
  FROM deliveries d JOIN outbox o USING (message_id)
  WHERE d.outcome IN ('sent', 'failed', 'dead')
),
newest AS (
  SELECT channel, max(n) FILTER (outcome = 'sent') AS sent, arg_max(reason, n) AS reason, arg_max(outcome, n) AS outcome
  FROM results GROUP BY channel
)
SELECT channel, w.reason
FROM newest w
WHERE w.outcome <> 'sent' AND EXISTS (
  SELECT 1 FROM results r
  WHERE r.channel = w.channel AND r.n > coalesce(w.sent, -1) AND (r.outcome = 'dead' OR r.attempt >= 3)
)
ORDER BY channel
