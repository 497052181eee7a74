-- When an announcement was first resolved to one of the plants in `_keys`.
SELECT min(recorded_at) AS since FROM resolutions WHERE plant_id IN (SELECT plant_id FROM _keys)
