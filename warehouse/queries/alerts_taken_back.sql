-- A row is a message that was sent and whose change has been taken back since, with what stands now, unless a later
-- change told that already; oldest first. Only what was sent since $since.
WITH sent AS (
  SELECT message_id, max(attempted_at) FILTER (outcome = 'sent') AS sent_at
  FROM deliveries GROUP BY message_id
)
SELECT o.message_id, o.rule, o.channel, o.digest, o.subject, s.sent_at, b.side, b.taken_back_by, b.recorded_at AS taken_back_at,
       c.plant, c.scope, c.kind, t.unit, t.per, p.url,
       n.version_id IS NOT NULL AS stands, n.low, n.high, n.start_from, n.start_to
FROM outbox o
JOIN sent s USING (message_id)
JOIN changes_taken_back b USING (change_id)
JOIN changes c USING (change_id)
JOIN versions t ON t.version_id = c.to_version
LEFT JOIN articles p ON p.revision_id = t.revision_id
LEFT JOIN current_targets n ON n.key_id = t.key_id
WHERE s.sent_at >= $since AND s.sent_at < b.recorded_at
  AND NOT EXISTS (SELECT 1 FROM changes l WHERE l.from_version = c.to_version AND l.recorded_at >= b.recorded_at)
ORDER BY o.rowid
