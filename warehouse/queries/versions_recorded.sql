-- A row is a version recorded under $recorded_at.
SELECT plant, kind, scope, period_start, period_end, version, low, high, start_from, start_to, stated_at, cause, standing
FROM versions WHERE recorded_at = $recorded_at
ORDER BY plant, kind, scope, period_start, version
