-- A row is a plant and a day up to which it is said to have produced something.
WITH near AS (SELECT DISTINCT announcement_id FROM resolutions WHERE plant_id IN (SELECT unnest($plants))),
latest AS (
  SELECT announcement_id, max_by(plant_id, recorded_at) AS plant_id
  FROM resolutions WHERE announcement_id IN (SELECT announcement_id FROM near) GROUP BY announcement_id
)
SELECT DISTINCT l.plant_id, coalesce(a.period_end, a.said_on, t.published_at::DATE) AS until
FROM announcements a
JOIN latest l USING (announcement_id)
JOIN articles t USING (revision_id)
WHERE a.kind = 'output' AND a.low > 0 AND l.plant_id IN (SELECT unnest($plants))
ORDER BY ALL
