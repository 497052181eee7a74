-- A row is one of the newest changes, with what has been taken back of it since.
SELECT c.*, b.side AS taken_back FROM target_changes c
LEFT JOIN changes_taken_back b USING (change_id)
ORDER BY c.stated_at DESC, c.recorded_at DESC, c.change_id LIMIT 200
