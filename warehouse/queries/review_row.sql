-- A row is the announcement $announcement as it was read, with the language of its text.
SELECT a.*, t.language FROM announcements a JOIN articles t USING (revision_id) WHERE a.announcement_id = $announcement
