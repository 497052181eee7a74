-- A row is a source with the number of its items that are newer than the newest of those given: by their dates, and
-- where none of those given has one, by when they were first seen.
SELECT e.source_id, count(*) AS overtaken
FROM entries e
JOIN (SELECT source_id, max(published_at) AS newest, max(first_seen) AS seen
      FROM entries WHERE entry_id IN (SELECT unnest($ids)) GROUP BY source_id) given USING (source_id)
WHERE coalesce(e.published_at, e.first_seen) > coalesce(given.newest, given.seen)
GROUP BY e.source_id
