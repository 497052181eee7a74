-- What a poll of an index of sitemaps saw of each of them, so that the next one can ask conditionally.

ALTER TABLE polls ADD COLUMN sitemaps VARCHAR; -- JSON, a row each: url, validators, body_sha256, items, error; [] of what is no index
