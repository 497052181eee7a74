-- A row is an article that announces something, in the order in which they came.
SELECT article_id FROM announcements GROUP BY article_id ORDER BY min(rowid)
