-- A row is a change; parameters: since (date or null), plant (id, name as shown, any name of the gazetteer; or null).
SELECT c.*, b.side AS taken_back FROM target_changes c
LEFT JOIN changes_taken_back b USING (change_id)
WHERE ($since IS NULL OR c.stated_at >= $since::DATE)
  AND ($plant IS NULL OR lower(c.plant_id) = lower($plant) OR lower(c.plant) = lower($plant)
       OR c.plant_id IN (SELECT plant_id FROM plant_names WHERE lower(name) = lower($plant)))
ORDER BY c.stated_at, c.plant, c.change_id
