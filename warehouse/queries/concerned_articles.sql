-- A row is an article that names something in one of $texts, was resolved to one of $ids, or was corrected by a person,
-- in the order in which they came.
WITH texts AS (SELECT unnest($texts::VARCHAR[]) AS said),
named AS (
  SELECT announcement_id FROM announcements
  WHERE plant IN (SELECT said FROM texts) OR concat_ws(' ', company, place) IN (SELECT said FROM texts)
     OR coalesce(nullif(product, ''), unit) IN (SELECT said FROM texts)
  UNION SELECT announcement_id FROM resolutions WHERE plant_id IN (SELECT unnest($ids::VARCHAR[]))
  UNION SELECT announcement_id FROM corrections
)
SELECT article_id FROM announcements WHERE announcement_id IN (SELECT announcement_id FROM named)
GROUP BY article_id ORDER BY min(rowid)
