-- A row is a change with both values, who said them, where, and how many origins told the new one.
-- Parameter: the change ids.
WITH asked AS (SELECT unnest($ids::VARCHAR[]) AS change_id),
papers AS (SELECT source_id, arg_max(name, recorded_at) AS name FROM sources GROUP BY source_id)
SELECT
  c.change_id, c.plant_id, c.plant, c.kind, c.scope, c.direction, c.size, c.percent, c.contested, c.cause,
  c.stated_at, c.recorded_at,
  t.unit, t.per, t.version, t.stated_by,
  f.period_start AS from_period_start, f.period_end AS from_period_end,
  t.period_start AS to_period_start, t.period_end AS to_period_end,
  f.low AS from_low, f.high AS from_high, f.wording AS from_wording,
  f.start_from AS from_start, f.start_to AS from_end,
  t.low AS to_low, t.high AS to_high, t.wording AS to_wording,
  t.start_from AS to_start, t.start_to AS to_end,
  f.stated_at AS previous_stated_at,
  n.product, n.part, n.speaker, n.voice, n.company, n.place, n.quote,
  p.speaker AS previous_speaker, p.quote AS previous_quote,
  a.url, a.title, a.published_at, coalesce(s.name, a.family) AS publisher,
  b.url AS previous_url, b.title AS previous_title, b.published_at AS previous_published_at,
  coalesce(r.name, b.family) AS previous_publisher,
  coalesce(o.origins, 1) AS origins
FROM asked
JOIN changes c USING (change_id)
JOIN versions f ON f.version_id = c.from_version
JOIN versions t ON t.version_id = c.to_version
LEFT JOIN announcements n ON n.announcement_id = c.to_announcement
LEFT JOIN announcements p ON p.announcement_id = c.from_announcement
LEFT JOIN articles a ON a.revision_id = n.revision_id
LEFT JOIN articles b ON b.revision_id = p.revision_id
LEFT JOIN papers s ON s.source_id = a.source_id
LEFT JOIN papers r ON r.source_id = b.source_id
LEFT JOIN confirmations o ON o.version_id = c.to_version
ORDER BY c.stated_at, c.recorded_at, c.change_id
