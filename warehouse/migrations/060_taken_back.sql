-- Changes that no longer hold as they were told.

-- A row is a change of which a side has been taken back since: `new` (what it changed to) or `old` (what it changed from).
-- A value that only moved to another name of the plant, with the other side, is not taken back.
CREATE VIEW changes_taken_back AS
WITH dead AS (
  SELECT retracts AS version_id, min_by(version_id, version) AS answer, min_by(cause, version) AS cause,
         min(recorded_at) AS recorded_at
  FROM versions WHERE retracts IS NOT NULL GROUP BY retracts
),
alive AS (
  SELECT version_id, revision_id, plant_id, kind, low, high, start_from, start_to, period_start, period_end
  FROM versions WHERE version_id NOT IN (SELECT version_id FROM dead)
),
struck AS (
  SELECT c.change_id, c.from_version, c.to_version, n.version_id IS NOT NULL AS new_gone,
         o.version_id IS NOT NULL AND c.cause <> 'edit' AND o.answer <> c.to_version AS old_gone,
         coalesce(n.cause, o.cause) AS taken_back_by, coalesce(n.recorded_at, o.recorded_at) AS recorded_at
  FROM changes c
  LEFT JOIN dead n ON n.version_id = c.to_version
  LEFT JOIN dead o ON o.version_id = c.from_version
  WHERE n.version_id IS NOT NULL OR o.version_id IS NOT NULL
),
sides AS (
  SELECT s.change_id, v.* FROM struck s JOIN versions v ON v.version_id = s.from_version
  UNION ALL SELECT s.change_id, v.* FROM struck s JOIN versions v ON v.version_id = s.to_version
),
twins AS (
  SELECT s.change_id, s.version_id AS of_version, a.plant_id FROM sides s JOIN alive a ON a.version_id = s.version_id
  UNION
  SELECT s.change_id, s.version_id, a.plant_id
  FROM sides s
  JOIN alive a ON a.revision_id = s.revision_id AND a.kind = s.kind
  WHERE a.low IS NOT DISTINCT FROM s.low AND a.high IS NOT DISTINCT FROM s.high
    AND a.start_from IS NOT DISTINCT FROM s.start_from AND a.start_to IS NOT DISTINCT FROM s.start_to
    AND a.period_start IS NOT DISTINCT FROM s.period_start AND a.period_end IS NOT DISTINCT FROM s.period_end
)
SELECT s.change_id, CASE WHEN s.new_gone THEN 'new' ELSE 'old' END AS side, s.taken_back_by, s.recorded_at
FROM struck s
WHERE (s.new_gone OR s.old_gone)
  AND NOT EXISTS (
    SELECT 1 FROM twins t JOIN twins f ON f.change_id = t.change_id AND f.plant_id = t.plant_id
    WHERE t.change_id = s.change_id AND t.of_version = s.to_version AND f.of_version = s.from_version
  );

-- A row is a plant (or company, brand, model) of which a target or start was ever told: what stands, and what moved last. Changes taken back do not count.
CREATE OR REPLACE VIEW plant_summary AS
SELECT v.plant_id, coalesce(k.name, v.plant) AS plant, o.name AS company, k.country, k.place, k.main_product,
       coalesce(t.targets, 0) AS targets, coalesce(t.starts, 0) AS starts, v.versions,
       coalesce(c.changes, 0) AS changes, c.last_change, c.last_direction, v.last_stated
FROM (SELECT plant_id, arg_max(plant, recorded_at) AS plant, count(*) AS versions, max(stated_at) AS last_stated
      FROM target_history WHERE holds GROUP BY plant_id) v
LEFT JOIN (SELECT plant_id, arg_max(name, recorded_at) AS name, arg_max(company, recorded_at) AS company,
                  arg_max(country, recorded_at) AS country, arg_max(place, recorded_at) AS place,
                  arg_max(main_product, recorded_at) AS main_product
           FROM plants GROUP BY plant_id) k ON k.plant_id = v.plant_id
LEFT JOIN (SELECT plant_id, arg_max(name, recorded_at) AS name FROM plants GROUP BY plant_id) o ON o.plant_id = k.company
LEFT JOIN (SELECT plant_id, count(*) FILTER (kind = 'target') AS targets, count(*) FILTER (kind = 'start') AS starts
           FROM current_targets GROUP BY plant_id) t ON t.plant_id = v.plant_id
LEFT JOIN (SELECT plant_id, count(*) AS changes, max(stated_at) AS last_change,
                  arg_max(direction, stated_at) AS last_direction
           FROM changes WHERE change_id NOT IN (SELECT change_id FROM changes_taken_back WHERE side = 'new')
           GROUP BY plant_id) c ON c.plant_id = v.plant_id;

-- A row is a month and language: how much was read, and how much of it announces something. Each article counts once, as it is
-- read now, however many readers have read it.
CREATE OR REPLACE VIEW coverage AS
SELECT CAST(date_trunc('month', a.published_at) AS DATE) AS month, a.language,
       count(DISTINCT a.article_id) AS articles, count(DISTINCT n.article_id) AS announcing,
       count(n.announcement_id) AS announcements, count(DISTINCT a.source_id) AS sources
FROM articles a
LEFT JOIN current_announcements n USING (revision_id)
GROUP BY ALL;
