-- A row is a version of one plant; parameter: plant (id or name).
SELECT * FROM target_history t
WHERE lower(t.plant_id) = lower($plant) OR lower(t.plant) = lower($plant)
   OR t.plant_id IN (SELECT plant_id FROM plant_names WHERE lower(name) = lower($plant))
ORDER BY t.kind DESC, t.scope, t.period_start, t.key_id, t.version
