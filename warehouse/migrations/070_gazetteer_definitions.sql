-- What each version of the gazetteer says, so that a grown one is laid over only the rows that it could concern.

CREATE TABLE gazetteer_definitions (
  definition_id VARCHAR NOT NULL,  -- id of the entry, place:… for a place
  digest VARCHAR NOT NULL,         -- hash of all that plants.toml says of it, and of the reader's version
  keys VARCHAR NOT NULL,           -- JSON: stems of the words of each of its names
  above VARCHAR NOT NULL,          -- JSON: its company, place and former owners
  gazetteer_version VARCHAR NOT NULL,
  recorded_at TIMESTAMP NOT NULL
);
CREATE TRIGGER gazetteer_definitions_no_update AFTER UPDATE ON gazetteer_definitions FOR EACH STATEMENT INSERT INTO refused SELECT error('gazetteer_definitions is append-only: UPDATE refused')::INTEGER;
CREATE TRIGGER gazetteer_definitions_no_delete AFTER DELETE ON gazetteer_definitions FOR EACH STATEMENT INSERT INTO refused SELECT error('gazetteer_definitions is append-only: DELETE refused')::INTEGER;
