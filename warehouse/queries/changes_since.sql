-- A row is a change; parameters: since (date or null), plants (ids, or null for all).
SELECT c.*, b.side AS taken_back FROM target_changes c
LEFT JOIN changes_taken_back b USING (change_id)
WHERE ($since IS NULL OR c.stated_at >= $since::DATE)
  AND ($plants IS NULL OR c.plant_id IN (SELECT unnest($plants::VARCHAR[])))
ORDER BY c.stated_at, c.plant, c.change_id
