"""The warehouse remembers: the only home of DuckDB, and of the archive of raw responses."""
