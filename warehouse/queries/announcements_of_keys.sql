-- A row is an announcement of a target or start that its newest resolution ties to one of the keys in `_keys`,
-- or that a person has corrected. $since: see since_of_keys.sql.
WITH touched AS (SELECT DISTINCT plant_id FROM _keys),
scopes AS (SELECT DISTINCT plant_id, scope FROM _keys),
fixed AS (SELECT DISTINCT announcement_id FROM corrections),
near AS (
  SELECT announcement_id FROM resolutions r SEMI JOIN scopes USING (plant_id, scope)
  WHERE r.recorded_at >= $since
  UNION
  SELECT announcement_id FROM resolutions
  WHERE announcement_id IN (SELECT announcement_id FROM fixed) AND plant_id IN (SELECT plant_id FROM touched) AND recorded_at >= $since
),
latest AS (
  SELECT announcement_id, max_by(z, z.recorded_at) AS z FROM resolutions z
  WHERE rowid IN (
    SELECT rowid FROM resolutions WHERE announcement_id IN (SELECT announcement_id FROM near) AND recorded_at >= $since
  )
  GROUP BY announcement_id
),
placed AS (
  SELECT announcement_id, z.plant_id, z.plant, z.scope FROM latest
  WHERE z.plant_id IN (SELECT plant_id FROM touched)
),
rows_of_keys AS (
  SELECT a.rowid AS place_in_table
  FROM announcements a
  JOIN placed p USING (announcement_id)
  WHERE a.kind IN ('target', 'start')
    AND (
      EXISTS (
        SELECT 1 FROM _keys k
        WHERE k.plant_id = p.plant_id AND k.kind = a.kind AND k.scope = p.scope
          AND (k.kind = 'start' OR (k.period_start IS NOT DISTINCT FROM a.period_start AND k.period_end IS NOT DISTINCT FROM a.period_end))
      )
      OR a.announcement_id IN (SELECT announcement_id FROM fixed)
    )
),
found AS (
  SELECT a.*, p.plant_id, p.plant AS plant_shown, p.scope
  FROM (SELECT * FROM announcements WHERE rowid IN (SELECT place_in_table FROM rows_of_keys)) a
  JOIN placed p USING (announcement_id)
)
SELECT * FROM found ORDER BY announcement_id
