-- A row is a table of ours without both of its append-only triggers.
SELECT t.table_name
FROM duckdb_tables() t
LEFT JOIN duckdb_triggers() g ON g.table_name = t.table_name AND g.event_manipulation IN ('UPDATE', 'DELETE')
WHERE NOT t.internal AND t.table_name <> 'refused'
GROUP BY t.table_name
HAVING count(DISTINCT g.event_manipulation) < 2
ORDER BY t.table_name
