-- A row is a target of one of the given plants that was said and not taken back.
SELECT plant_id, kind, scope, unit, per, period_start, period_end, low, high, wording, stated_at
FROM versions
WHERE rowid IN (SELECT rowid FROM versions WHERE plant_id IN (SELECT unnest($plants)) AND kind = 'target' AND aside IS NULL)
  AND revision_id IS NOT NULL
  AND version_id NOT IN (SELECT retracts FROM versions WHERE retracts IS NOT NULL)
ORDER BY key_id, version
