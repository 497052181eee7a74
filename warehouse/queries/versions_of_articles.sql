-- A row is a key that some version, said by one of the given articles, belongs to.
SELECT DISTINCT plant_id, kind, scope, unit, per, period_start, period_end
FROM versions WHERE article_id IN (SELECT unnest($articles)) AND recorded_at >= $since
