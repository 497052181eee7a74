-- A row is what stands for one key; parameter: plant (id, name or null).
SELECT * FROM current_targets t
WHERE $plant IS NULL OR lower(t.plant_id) = lower($plant) OR lower(t.plant) = lower($plant)
   OR t.plant_id IN (SELECT plant_id FROM plant_names WHERE lower(name) = lower($plant))
ORDER BY t.plant, t.kind DESC, t.scope, t.period_start, t.start_from, t.key_id
