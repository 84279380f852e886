-- What hangs on an incident is written before the incident's own row, which takes its number last.
DO $$
DECLARE
  key record;
BEGIN
  FOR key IN
    SELECT conrelid::regclass AS of, conname FROM pg_constraint
     WHERE contype = 'f' AND confrelid = 'incidents'::regclass
  LOOP
    EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED', key.of, key.conname);
  END LOOP;
END $$;
