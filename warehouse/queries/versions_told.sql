-- A row is one of the given versions that is a side of a change.
SELECT DISTINCT version_id FROM (
  SELECT unnest([from_version, to_version]) AS version_id FROM changes
  WHERE from_version IN (SELECT unnest($versions)) OR to_version IN (SELECT unnest($versions))
)
WHERE version_id IN (SELECT unnest($versions))
