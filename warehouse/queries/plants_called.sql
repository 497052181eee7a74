-- A row is the id of a plant that a name or id (any case) means: its own, or that of the company of which no other plant is known.
-- Parameter: plant.
WITH called AS (
  SELECT plant_id FROM versions WHERE lower($plant) IN (lower(plant_id), lower(plant))
  UNION SELECT plant_id FROM plants WHERE lower($plant) IN (lower(plant_id), lower(name))
  UNION SELECT plant_id FROM plant_names WHERE lower($plant) = lower(name) AND role <> 'owner'
)
SELECT plant_id FROM called
UNION
SELECT min(p.plant_id) FROM plants p JOIN called c ON c.plant_id = p.company
WHERE p.kind = 'plant' GROUP BY p.company HAVING count(DISTINCT p.plant_id) = 1
ORDER BY 1
