-- A row is another announcement of the same plant, kind, scope and period from around the time of a change.
WITH placed AS (
  SELECT announcement_id, max_by(plant_id, recorded_at) AS plant_id, max_by(scope, recorded_at) AS scope
  FROM resolutions GROUP BY announcement_id
)
SELECT a.announcement_id, a.low, a.high, a.wording, a.period_start, a.period_end, a.status, a.prior, a.voice, a.speaker,
       t.published_at::DATE AS published, t.url, a.quote
FROM announcements a
JOIN placed p USING (announcement_id)
JOIN articles t USING (revision_id)
JOIN target_changes c ON c.change_id = $change
WHERE p.plant_id = c.plant_id AND p.scope = c.scope AND a.kind = c.kind
  AND (a.kind = 'start' OR (a.period_start IS NOT DISTINCT FROM c.period_start AND a.period_end IS NOT DISTINCT FROM c.period_end))
  AND a.announcement_id NOT IN (c.to_announcement, coalesce(c.from_announcement, ''))
  AND t.recorded_at <= c.recorded_at
  AND abs(date_diff('day', coalesce(a.said_on, t.published_at::DATE, t.first_seen::DATE), c.stated_at)) <= 30
ORDER BY t.published_at, a.announcement_id
