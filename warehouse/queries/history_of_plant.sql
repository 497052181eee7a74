-- A row is a version of one plant; parameter: plants (its ids).
SELECT * FROM target_history t
WHERE t.plant_id IN (SELECT unnest($plants::VARCHAR[]))
ORDER BY t.kind DESC, t.scope, t.period_start, t.key_id, t.version
