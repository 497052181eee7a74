-- A row is an output told of a plant that has versions: what came of the targets.
SELECT DISTINCT r.plant_id, r.scope, n.low, n.high, n.unit, n.per, n.period_start, n.period_end, n.quote, a.url,
       CAST(coalesce(n.said_on, a.published_at) AS DATE) AS stated_at
FROM current_announcements n
JOIN (SELECT announcement_id, arg_max(plant_id, recorded_at) AS plant_id, arg_max(scope, recorded_at) AS scope
      FROM resolutions GROUP BY 1) r USING (announcement_id)
JOIN articles a ON a.revision_id = n.revision_id
WHERE n.kind = 'output' AND NOT n.prior AND n.per IS NULL AND n.period_end IS NOT NULL
  AND r.plant_id IN (SELECT plant_id FROM versions)
ORDER BY 1, 2, n.period_start, n.period_end
