-- What the history answers. Times are UTC; `stated_at` is when a thing was said, `recorded_at` when we came to know it.

-- The reading that counts for each text: the newest, of the grammar before other readers.
CREATE VIEW live_readings AS
SELECT r.reading_id, r.article_id, r.revision_id, r.extractor, r.extractor_version, r.recorded_at,
       r.capture_id IS NULL AS from_entry, coalesce(c.fetched_at, a.first_seen) AS seen_at
FROM readings r
JOIN articles a ON a.revision_id = r.revision_id
LEFT JOIN captures c ON c.capture_id = r.capture_id
WHERE r.outcome IN ('read', 'nothing')
QUALIFY row_number() OVER (
  PARTITION BY r.revision_id ORDER BY (r.extractor = 'grammar') DESC, r.recorded_at DESC, r.reading_id DESC
) = 1;

-- A row is a person's word on an announcement wherever its statement is found again: by article, values as read, and plant or place.
CREATE VIEW applied_corrections AS
SELECT a.announcement_id, c.correction_id, c.field, c.value, c.who, c.why, c.recorded_at
FROM corrections c
JOIN announcements o ON o.announcement_id = c.announcement_id
JOIN announcements a ON a.article_id = o.article_id AND a.kind = o.kind AND a.prior = o.prior
  AND a.low IS NOT DISTINCT FROM o.low AND a.high IS NOT DISTINCT FROM o.high
  AND a.unit IS NOT DISTINCT FROM o.unit AND a.per IS NOT DISTINCT FROM o.per AND a.status IS NOT DISTINCT FROM o.status
  AND a.period_start IS NOT DISTINCT FROM o.period_start AND a.period_end IS NOT DISTINCT FROM o.period_end
WHERE a.announcement_id = o.announcement_id OR lower(a.plant) = lower(o.plant)
   OR (a.revision_id = o.revision_id AND a.char_start < o.char_end AND o.char_start < a.char_end);

-- A row is an announcement that holds: of the newest text of its article, by the reading that counts, with people's corrections applied.
CREATE VIEW current_announcements AS
WITH newest AS (
  SELECT article_id, max_by(revision_id, {'page': NOT from_entry, 'seen': seen_at, 'read': recorded_at}) AS revision_id
  FROM live_readings GROUP BY article_id
),
word AS (
  SELECT announcement_id, field, max_by(value, {'at': recorded_at, 'id': correction_id}) AS value
  FROM applied_corrections WHERE field IS NOT NULL AND field <> 'accepted' GROUP BY announcement_id, field
),
said AS (
  SELECT announcement_id, map_from_entries(list({'k': field, 'v': coalesce(value, '')})) AS fixed FROM word GROUP BY announcement_id
),
refused AS (
  SELECT announcement_id, max_by(field IS NULL, {'at': recorded_at, 'id': correction_id}) AS rejected
  FROM applied_corrections WHERE field IS NULL OR field = 'accepted' GROUP BY announcement_id
),
place AS (
  SELECT announcement_id, max_by(plant_id, recorded_at) AS plant_id, max_by(plant, recorded_at) AS plant, max_by(scope, recorded_at) AS scope
  FROM resolutions GROUP BY announcement_id
)
SELECT a.announcement_id, p.plant_id, coalesce(p.plant, a.plant) AS plant,
       CASE WHEN list_contains(map_keys(s.fixed), 'plant') THEN s.fixed['plant'] ELSE a.plant END AS plant_as_said,
       CASE WHEN list_contains(map_keys(s.fixed), 'kind') THEN s.fixed['kind'] ELSE a.kind END AS kind,
       p.scope,
       CASE WHEN list_contains(map_keys(s.fixed), 'low') THEN TRY_CAST(replace(s.fixed['low'], ',', '') AS DOUBLE) ELSE a.low END AS low,
       CASE WHEN list_contains(map_keys(s.fixed), 'high') THEN TRY_CAST(replace(s.fixed['high'], ',', '') AS DOUBLE) ELSE a.high END AS high,
       CASE WHEN list_contains(map_keys(s.fixed), 'unit') THEN nullif(s.fixed['unit'], '') ELSE a.unit END AS unit,
       CASE WHEN list_contains(map_keys(s.fixed), 'per') THEN nullif(s.fixed['per'], '') ELSE a.per END AS per,
       CASE WHEN list_contains(map_keys(s.fixed), 'period_start') THEN TRY_CAST(s.fixed['period_start'] AS DATE) ELSE a.period_start END AS period_start,
       CASE WHEN list_contains(map_keys(s.fixed), 'period_end') THEN TRY_CAST(s.fixed['period_end'] AS DATE) ELSE a.period_end END AS period_end,
       CASE WHEN list_contains(map_keys(s.fixed), 'status') THEN nullif(s.fixed['status'], '') ELSE a.status END AS status,
       CASE WHEN list_contains(map_keys(s.fixed), 'prior') THEN lower(s.fixed['prior']) IN ('true', 'yes') ELSE a.prior END AS prior,
       CASE WHEN list_contains(map_keys(s.fixed), 'product') THEN nullif(s.fixed['product'], '') ELSE a.product END AS product,
       CASE WHEN list_contains(map_keys(s.fixed), 'part') THEN nullif(s.fixed['part'], '') ELSE a.part END AS part,
       CASE WHEN list_contains(map_keys(s.fixed), 'wording') THEN nullif(s.fixed['wording'], '') ELSE a.wording END AS wording,
       a.speaker,
       CASE WHEN list_contains(map_keys(s.fixed), 'voice') THEN s.fixed['voice'] ELSE a.voice END AS voice,
       CASE WHEN list_contains(map_keys(s.fixed), 'said_on') THEN TRY_CAST(s.fixed['said_on'] AS DATE) ELSE a.said_on END AS said_on,
       a.company, a.place, a.quote, a.confidence, s.fixed IS NOT NULL AS corrected,
       t.url, t.title, t.language, t.published_at, t.family, t.origin, a.article_id, a.revision_id,
       a.paragraph, a.char_start, a.char_end, a.rules, a.extractor, a.extractor_version, a.recorded_at
FROM announcements a
JOIN newest n ON n.revision_id = a.revision_id
JOIN live_readings l ON l.revision_id = a.revision_id AND l.extractor = a.extractor AND l.extractor_version = a.extractor_version
JOIN articles t ON t.revision_id = a.revision_id
LEFT JOIN place p ON p.announcement_id = a.announcement_id
LEFT JOIN said s ON s.announcement_id = a.announcement_id
LEFT JOIN refused f ON f.announcement_id = a.announcement_id
WHERE NOT coalesce(f.rejected, false);

-- What stood for each key on the day `stated`, as far as it was known at the time `known`. The answer for a past `known` never changes.
CREATE MACRO targets_as_of(stated, known) AS TABLE
SELECT v.plant_id, v.plant, v.kind, v.scope, v.unit, v.per, v.period_start, v.period_end, v.low, v.high, v.wording,
       v.start_from, v.start_to, v.status, v.series, v.version, v.stated_at, v.stated_by, v.cause, v.origin,
       v.recorded_at, v.key_id, v.version_id, v.announcement_id
FROM versions v
WHERE v.recorded_at <= known::TIMESTAMP AND v.stated_at <= stated::DATE AND v.revision_id IS NOT NULL AND v.aside IS NULL
  AND NOT EXISTS (SELECT 1 FROM versions r WHERE r.retracts = v.version_id AND r.recorded_at <= known::TIMESTAMP)
  AND NOT EXISTS (
    SELECT 1 FROM changes c
    WHERE c.from_version = v.version_id AND c.kind = 'target' AND c.direction IN ('postponed', 'advanced')
      AND c.recorded_at <= known::TIMESTAMP AND c.stated_at <= stated::DATE
      AND NOT EXISTS (SELECT 1 FROM versions r WHERE r.retracts = c.to_version AND r.recorded_at <= known::TIMESTAMP)
  )
QUALIFY row_number() OVER (PARTITION BY v.key_id ORDER BY v.stated_at DESC, v.version DESC) = 1;

-- Who else says what a version says: how many independent origins, and when last.
CREATE VIEW confirmations AS
SELECT v.version_id, count(DISTINCT o.origin) AS origins, max(o.stated_at) AS last_said, count(*) AS statements
FROM versions v
JOIN (
  SELECT version_id, origin, stated_at, false AS copy FROM versions
  UNION ALL SELECT version_id, origin, stated_at, copy FROM reaffirmations
) o ON o.version_id = v.version_id AND NOT o.copy
GROUP BY v.version_id;

-- A row is a target that stands, or a planned start; with the quote, the link, and who has confirmed it.
CREATE VIEW current_targets AS
SELECT t.*, c.last_said, c.origins, a.quote, a.speaker, a.product, p.url, p.title
FROM (
  SELECT v.plant_id, v.plant, v.kind, v.scope, v.unit, v.per, v.period_start, v.period_end, v.low, v.high, v.wording,
         v.start_from, v.start_to, v.status, v.series, v.version, v.stated_at, v.stated_by, v.cause, v.origin,
         v.recorded_at, v.key_id, v.version_id, v.announcement_id
  FROM versions v
  WHERE v.revision_id IS NOT NULL AND v.aside IS NULL
    AND v.version_id NOT IN (SELECT retracts FROM versions WHERE retracts IS NOT NULL)
    AND v.version_id NOT IN (
      SELECT from_version FROM changes
      WHERE kind = 'target' AND direction IN ('postponed', 'advanced')
        AND to_version NOT IN (SELECT retracts FROM versions WHERE retracts IS NOT NULL)
    )
  QUALIFY row_number() OVER (PARTITION BY v.key_id ORDER BY v.stated_at DESC, v.version DESC) = 1
) t
LEFT JOIN confirmations c ON c.version_id = t.version_id
LEFT JOIN announcements a ON a.announcement_id = t.announcement_id
LEFT JOIN articles p ON p.revision_id = a.revision_id
WHERE t.status IS NULL OR t.status <> 'done';

-- Every version ever recorded, with its quote and link; `holds`: neither taken back nor kept aside.
CREATE VIEW target_history AS
SELECT v.*, v.revision_id IS NOT NULL AND v.aside IS NULL AND r.version_id IS NULL AS holds, r.cause AS taken_back_by,
       c.last_said, c.origins, a.quote, a.speaker, a.product, p.url, p.title
FROM versions v
LEFT JOIN (
  SELECT retracts, min_by(version_id, version) AS version_id, min_by(cause, version) AS cause
  FROM versions WHERE retracts IS NOT NULL GROUP BY retracts
) r ON r.retracts = v.version_id
LEFT JOIN confirmations c ON c.version_id = v.version_id
LEFT JOIN announcements a ON a.announcement_id = v.announcement_id
LEFT JOIN articles p ON p.revision_id = a.revision_id;

-- Changes, with both values, quotes and links.
CREATE VIEW target_changes AS
SELECT c.change_id, t.plant, c.plant_id, c.kind, c.scope, a.product, t.unit, t.per,
       CASE WHEN c.kind = 'start' THEN NULL ELSE t.period_start END AS period_start,
       CASE WHEN c.kind = 'start' THEN NULL ELSE t.period_end END AS period_end,
       f.low AS from_low, f.high AS from_high, t.low AS to_low, t.high AS to_high,
       f.start_from AS from_start, f.start_to AS from_end, t.start_from AS to_start, t.start_to AS to_end,
       f.period_start AS from_period_start, f.period_end AS from_period_end,
       c.direction, c.size, c.percent, c.contested, c.cause, c.stated_at, f.stated_at AS previous_stated_at,
       p.url, a.quote, a.speaker, q.url AS previous_url, b.quote AS previous_quote, b.speaker AS previous_speaker,
       o.origins, c.from_version, c.to_version, c.from_announcement, c.to_announcement, c.why, c.recorded_at
FROM changes c
JOIN versions f ON f.version_id = c.from_version
JOIN versions t ON t.version_id = c.to_version
LEFT JOIN confirmations o ON o.version_id = c.to_version
LEFT JOIN announcements a ON a.announcement_id = c.to_announcement
LEFT JOIN articles p ON p.revision_id = a.revision_id
LEFT JOIN announcements b ON b.announcement_id = c.from_announcement
LEFT JOIN articles q ON q.revision_id = b.revision_id;

-- The first value known of each key.
CREATE MACRO first_release() AS TABLE
SELECT plant_id, plant, kind, scope, unit, per, period_start, period_end, low, high, wording, start_from, start_to,
       stated_at, recorded_at, version_id, key_id
FROM versions WHERE revision_id IS NOT NULL AND aside IS NULL
QUALIFY row_number() OVER (PARTITION BY key_id ORDER BY version) = 1;

-- How the values of a plant (id or name, any case) were revised, in the order in which we came to know them.
CREATE MACRO revisions(wanted) AS TABLE
SELECT plant_id, plant, kind, scope, unit, per, period_start, period_end, version,
       low, high, lag(low) OVER w AS previous_low, lag(high) OVER w AS previous_high,
       start_from, start_to, lag(start_from) OVER w AS previous_start_from, lag(start_to) OVER w AS previous_start_to,
       stated_at, recorded_at, cause, standing, aside, key_id, version_id
FROM versions
WHERE lower(plant_id) = lower(wanted) OR lower(plant) = lower(wanted)
WINDOW w AS (PARTITION BY key_id ORDER BY version)
ORDER BY kind DESC, period_start, key_id, version;

-- Targets whose period is not over on `today` and that nobody has said again for `months` months.
CREATE MACRO stale_targets(today, months) AS TABLE
SELECT * FROM current_targets
WHERE kind = 'target' AND coalesce(period_end, DATE '9999-12-31') >= today::DATE
  AND coalesce(last_said, stated_at) < (today::DATE - to_months(months::INTEGER))::DATE;

-- Planned starts whose date has passed on `today` without a report that it was done.
CREATE MACRO overdue_starts(today) AS TABLE
SELECT * FROM current_targets WHERE kind = 'start' AND start_to < today::DATE;
