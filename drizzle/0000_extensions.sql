-- Finds mistyped words by the three-letter groups they share.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
