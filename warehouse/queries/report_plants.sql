-- A row is a plant with versions: how it is shown, and where it stands.
SELECT v.plant_id, v.plant, p.country, p.place, p.main_product, count(DISTINCT c.change_id) AS changes
FROM (SELECT plant_id, arg_max(plant, recorded_at) AS plant FROM versions GROUP BY 1) v
LEFT JOIN (SELECT plant_id, arg_max(country, recorded_at) AS country, arg_max(place, recorded_at) AS place,
                  arg_max(main_product, recorded_at) AS main_product FROM plants GROUP BY 1) p USING (plant_id)
LEFT JOIN (SELECT * FROM changes WHERE change_id NOT IN (SELECT change_id FROM changes_taken_back WHERE side = 'new')) c USING (plant_id)
GROUP BY ALL ORDER BY v.plant, v.plant_id
