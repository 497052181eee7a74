-- How the sources are, and what the warehouse covers.

-- A row is a source as last asked.
CREATE VIEW source_health AS
SELECT s.name, s.language, s.family, p.outcome AS last_outcome, p.polled_at AS last_polled, p.error AS last_error,
       g.last_answered, e.newest_item, coalesce(e.items, 0) AS items, coalesce(a.articles, 0) AS articles,
       coalesce(g.gaps, 0) AS gaps, p.next_due, s.url, s.source_id
FROM (SELECT source_id, arg_max(name, recorded_at) AS name, arg_max(language, recorded_at) AS language,
             arg_max(family, recorded_at) AS family, arg_max(url, recorded_at) AS url
      FROM sources GROUP BY source_id) s
LEFT JOIN (SELECT source_id, arg_max(outcome, polled_at) AS outcome, max(polled_at) AS polled_at,
                  arg_max(coalesce(error, ''), polled_at) AS error, max(next_due) AS next_due
           FROM polls GROUP BY source_id) p USING (source_id)
LEFT JOIN (SELECT source_id, max(polled_at) FILTER (outcome IN ('new', 'unchanged', 'empty')) AS last_answered,
                  count(*) FILTER (gap) AS gaps FROM polls GROUP BY source_id) g USING (source_id)
LEFT JOIN (SELECT source_id, count(*) AS items, max(published_at) AS newest_item FROM entries GROUP BY source_id) e USING (source_id)
LEFT JOIN (SELECT source_id, count(DISTINCT article_id) AS articles FROM articles GROUP BY source_id) a USING (source_id);

-- A row is a month and language: how much was read, and how much of it announced something.
CREATE VIEW coverage AS
SELECT CAST(date_trunc('month', a.published_at) AS DATE) AS month, a.language,
       count(DISTINCT a.article_id) AS articles, count(DISTINCT n.article_id) AS announcing,
       count(n.announcement_id) AS announcements, count(DISTINCT a.source_id) AS sources
FROM articles a
LEFT JOIN announcements n USING (revision_id)
GROUP BY ALL;
