-- A row is a night as it ended, newest first.
SELECT night, outcome, trigger, started_at, finished_at, reasons, counts, missed
FROM (SELECT *, row_number() OVER (PARTITION BY run_id ORDER BY finished_at DESC NULLS LAST) AS newest FROM runs)
WHERE newest = 1 ORDER BY recorded_at DESC, started_at DESC LIMIT 30
