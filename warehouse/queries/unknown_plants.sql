-- A row is a name that no entry of the gazetteer answers: how often it was said, and one sentence that says it.
SELECT r.plant, count(*) AS announcements, count(DISTINCT n.article_id) AS articles,
       max(CAST(coalesce(n.said_on, a.published_at) AS DATE)) AS last_said,
       arg_max(n.quote, a.published_at) AS example, arg_max(a.url, a.published_at) AS url, r.plant_id
FROM current_announcements n
JOIN (SELECT announcement_id, arg_max(plant_id, recorded_at) AS plant_id, arg_max(plant, recorded_at) AS plant
      FROM resolutions GROUP BY 1) r USING (announcement_id)
JOIN articles a ON a.revision_id = n.revision_id
WHERE r.plant_id LIKE 'name:%'
GROUP BY r.plant_id, r.plant
ORDER BY announcements DESC, r.plant
