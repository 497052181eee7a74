-- A row is a change that a rule has taken up before, with what came of it; oldest first.
-- Of one taken back the new value is what was put in its place: of that the rule has given notice.
-- Parameter: the plant ids. `outcome` is the newest of its message: queued, sent, dead, withheld, …
WITH last AS (
  SELECT message_id, arg_max({outcome: outcome, reason: reason}, rowid) AS now
  FROM deliveries GROUP BY message_id
),
answered AS (
  SELECT retracts, min_by(v, version) AS by FROM versions v WHERE retracts IS NOT NULL GROUP BY retracts
)
SELECT
  o.rule, coalesce(l.now.outcome, 'queued') AS outcome, l.now.reason AS reason,
  c.plant_id, c.kind, c.scope, c.direction, t.unit, t.per,
  f.period_start AS from_period_start, f.period_end AS from_period_end,
  t.period_start AS to_period_start, t.period_end AS to_period_end,
  f.low AS from_low, f.high AS from_high, f.start_from AS from_start, f.start_to AS from_end,
  CASE WHEN a.by IS NULL THEN t.low ELSE a.by.low END AS to_low,
  CASE WHEN a.by IS NULL THEN t.high ELSE a.by.high END AS to_high,
  CASE WHEN a.by IS NULL THEN t.start_from ELSE a.by.start_from END AS to_start,
  CASE WHEN a.by IS NULL THEN t.start_to ELSE a.by.start_to END AS to_end
FROM outbox o
JOIN changes c USING (change_id)
JOIN versions f ON f.version_id = c.from_version
JOIN versions t ON t.version_id = c.to_version
LEFT JOIN last l USING (message_id)
LEFT JOIN answered a ON a.retracts = t.version_id
WHERE c.plant_id IN (SELECT unnest($ids::VARCHAR[]))
ORDER BY o.rowid
