-- A row is a version that holds, neither taken back nor kept aside, with the words it rests on.
SELECT v.plant_id, v.plant, v.kind, v.scope, v.unit, v.per, v.period_start, v.period_end, v.series, v.version,
       v.low, v.high, v.start_from, v.start_to, v.status, v.stated_at, v.cause, n.quote, n.speaker, a.url
FROM versions v
LEFT JOIN announcements n ON n.announcement_id = v.announcement_id
LEFT JOIN articles a ON a.revision_id = n.revision_id
WHERE v.revision_id IS NOT NULL AND v.aside IS NULL AND v.version_id NOT IN (SELECT retracts FROM versions WHERE retracts IS NOT NULL)
ORDER BY v.plant, v.plant_id, v.kind, v.scope, v.period_start, v.series, v.stated_at, v.version
