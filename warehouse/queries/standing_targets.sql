-- A row is what stands for one key; parameter: plants (ids, or null for all).
SELECT * FROM current_targets t
WHERE $plants IS NULL OR t.plant_id IN (SELECT unnest($plants::VARCHAR[]))
ORDER BY t.plant, t.kind DESC, t.scope, t.period_start, t.start_from, t.key_id
