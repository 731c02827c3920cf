-- Once per PostgreSQL server, as its administrator: the roles that the owner cannot make himself. The owner is no
-- superuser, and only a superuser may make a role that bypasses row-level security. Safe to run again.
-- The migration makes the rest. Set the passwords of app_owner and app_backup yourself; the migration sets those of app_rt and
-- app_sys.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app_owner') THEN
    CREATE ROLE app_owner LOGIN CREATEDB CREATEROLE BYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app_sys') THEN
    CREATE ROLE app_sys LOGIN NOINHERIT BYPASSRLS;
  END IF;
  -- Reads all that the server stores and is told of every change: for scripts/backup alone. Without a password it cannot log in.
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app_backup') THEN
    CREATE ROLE app_backup LOGIN NOINHERIT REPLICATION;
  END IF;
END $$;
GRANT app_sys TO app_owner WITH ADMIN OPTION;
