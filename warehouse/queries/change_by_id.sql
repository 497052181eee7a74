-- A row is the change with this id, or whose id begins with it.
SELECT * FROM target_changes WHERE starts_with(change_id, $change) ORDER BY change_id LIMIT 3
