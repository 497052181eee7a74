-- A row is one name or id of a plant (of = 'plant') or of one of its owners (of = 'company'), with the plant's country.
-- Parameter: the plant ids.
WITH RECURSIVE newest AS (
  SELECT plant_id, arg_max({name: name, company: company, country: country}, recorded_at) AS now
  FROM plants GROUP BY plant_id
),
line(plant_id, member, depth) AS (
  SELECT plant_id, plant_id, 0 FROM (SELECT unnest($ids::VARCHAR[]) AS plant_id)
  UNION
  SELECT l.plant_id, n.now.company, l.depth + 1
  FROM line l JOIN newest n ON n.plant_id = l.member
  WHERE n.now.company IS NOT NULL AND l.depth < 6
),
names AS (
  SELECT plant_id, plant_id AS name, 'name' AS role FROM newest
  UNION SELECT plant_id, now.name, 'name' FROM newest
  UNION SELECT plant_id, name, role FROM plant_names
)
SELECT DISTINCT
  l.plant_id,
  CASE WHEN l.depth = 0 AND n.role <> 'owner' THEN 'plant' ELSE 'company' END AS of,
  n.name,
  own.now.country AS country
FROM line l
JOIN names n ON n.plant_id = l.member
LEFT JOIN newest own ON own.plant_id = l.plant_id
