-- Views for the usual questions, on top of the history's.

-- A row is a plant (or company, brand, model) of which a target or start was ever told: what stands, and what moved last.
CREATE VIEW plant_summary AS
SELECT v.plant_id, coalesce(k.name, v.plant) AS plant, o.name AS company, k.country, k.place, k.main_product,
       coalesce(t.targets, 0) AS targets, coalesce(t.starts, 0) AS starts, v.versions,
       coalesce(c.changes, 0) AS changes, c.last_change, c.last_direction, v.last_stated
FROM (SELECT plant_id, arg_max(plant, recorded_at) AS plant, count(*) AS versions, max(stated_at) AS last_stated
      FROM target_history WHERE holds GROUP BY plant_id) v
LEFT JOIN (SELECT plant_id, arg_max(name, recorded_at) AS name, arg_max(company, recorded_at) AS company,
                  arg_max(country, recorded_at) AS country, arg_max(place, recorded_at) AS place,
                  arg_max(main_product, recorded_at) AS main_product
           FROM plants GROUP BY plant_id) k ON k.plant_id = v.plant_id
LEFT JOIN (SELECT plant_id, arg_max(name, recorded_at) AS name FROM plants GROUP BY plant_id) o ON o.plant_id = k.company
LEFT JOIN (SELECT plant_id, count(*) FILTER (kind = 'target') AS targets, count(*) FILTER (kind = 'start') AS starts
           FROM current_targets GROUP BY plant_id) t ON t.plant_id = v.plant_id
LEFT JOIN (SELECT plant_id, count(*) AS changes, max(stated_at) AS last_change,
                  arg_max(direction, stated_at) AS last_direction
           FROM changes GROUP BY plant_id) c ON c.plant_id = v.plant_id;

-- Targets for a time not yet over that nobody has said again for six months. For other spans: stale_targets(today, months).
CREATE VIEW stale_targets AS SELECT * FROM stale_targets(current_date, 6);

-- Planned starts whose date has passed without a report that it was done. For other days: overdue_starts(today).
CREATE VIEW overdue_starts AS SELECT * FROM overdue_starts(current_date);
