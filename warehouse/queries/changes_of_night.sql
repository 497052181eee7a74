-- A row is a change recorded by the newest night.
SELECT * FROM target_changes
WHERE recorded_at = (SELECT max(recorded_at) FROM runs) OR recorded_at > (SELECT max(recorded_at) FROM runs)
ORDER BY stated_at, plant, change_id
