-- A row is a kind of announcement, with how many the articles read again under $recorded_at gave before and give now.
WITH again AS (
  SELECT article_id, max_by(revision_id, attempt) AS revision_id FROM readings
  WHERE recorded_at = $recorded_at AND extractor = 'grammar' AND extractor_version = $version AND article_id IS NOT NULL
    AND outcome IN ('read', 'nothing') GROUP BY article_id
),
former AS (
  SELECT r.article_id, max_by(r.extractor_version, r.recorded_at) AS version
  FROM readings r JOIN again USING (article_id)
  WHERE r.recorded_at < $recorded_at AND r.extractor = 'grammar' AND r.extractor_version <> $version GROUP BY r.article_id
),
said AS (
  SELECT article_id, revision_id, extractor_version, plant, kind, low, high, unit, per, period_start, period_end, status, prior, product, part
  FROM announcements
  WHERE extractor = 'grammar' AND article_id IN (SELECT article_id FROM former) AND revision_id IN (
    SELECT revision_id FROM readings
    WHERE recorded_at = $recorded_at AND extractor = 'grammar' AND extractor_version = $version AND outcome IN ('read', 'nothing')
  )
),
now AS (SELECT DISTINCT * EXCLUDE (revision_id, extractor_version) FROM said WHERE extractor_version = $version),
before AS (
  SELECT DISTINCT s.* EXCLUDE (revision_id, extractor_version)
  FROM said s JOIN former f ON f.article_id = s.article_id AND f.version = s.extractor_version
),
counted AS (
  SELECT kind, 'before' AS what FROM before
  UNION ALL SELECT kind, 'now' FROM now
  UNION ALL SELECT kind, 'added' FROM (FROM now EXCEPT FROM before)
  UNION ALL SELECT kind, 'gone' FROM (FROM before EXCEPT FROM now)
)
SELECT kind,
       count(*) FILTER (what = 'before') AS before, count(*) FILTER (what = 'now') AS now,
       count(*) FILTER (what = 'added') AS added, count(*) FILTER (what = 'gone') AS gone
FROM counted GROUP BY kind ORDER BY kind
