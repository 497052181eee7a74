-- A row is an announcement of one of two readers of a text that counts: the grammar's newest reading, or the model's newest.
-- `live`: the row counts now, as it is or joint; `judged`: a person has said a word on it.
WITH newest AS (
  SELECT article_id, max_by(revision_id, {'page': NOT from_entry, 'seen': seen_at, 'read': recorded_at}) AS revision_id
  FROM live_readings GROUP BY article_id
),
latest AS (
  SELECT r.revision_id, CASE WHEN r.extractor = 'grammar' THEN 'grammar' ELSE 'model' END AS side,
         arg_max({'extractor': r.extractor, 'version': r.extractor_version}, (r.recorded_at, r.reading_id)) AS reader
  FROM readings r JOIN newest n USING (revision_id)
  WHERE r.outcome IN ('read', 'nothing') AND (r.extractor = 'grammar' OR starts_with(r.extractor, 'model:'))
  GROUP BY ALL
),
two AS (SELECT revision_id FROM latest GROUP BY revision_id HAVING count(*) = 2)
SELECT a.*, t.url, t.language,
       EXISTS (
         SELECT 1 FROM current_announcements c
         WHERE c.revision_id = a.revision_id AND c.char_start = a.char_start AND c.kind = a.kind
           AND c.low IS NOT DISTINCT FROM a.low AND c.high IS NOT DISTINCT FROM a.high
           AND c.period_start IS NOT DISTINCT FROM a.period_start AND c.period_end IS NOT DISTINCT FROM a.period_end
       ) AS live,
       EXISTS (SELECT 1 FROM applied_corrections w WHERE w.announcement_id = a.announcement_id) AS judged
FROM announcements a
JOIN latest l ON l.revision_id = a.revision_id AND l.reader.extractor = a.extractor AND l.reader.version = a.extractor_version
JOIN two b ON b.revision_id = a.revision_id
JOIN articles t ON t.revision_id = a.revision_id
ORDER BY t.first_seen DESC, a.article_id, a.char_start, a.announcement_id
