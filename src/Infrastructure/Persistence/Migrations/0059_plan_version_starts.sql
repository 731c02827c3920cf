-- From which day a kept version of a plan holds, beside its bytes: a version can be approved before the one in force has run out.

CREATE FUNCTION app_plan_starts(kept bytea) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $f$
  SELECT make_date(left(said, 4)::int, substr(said, 6, 2)::int, substr(said, 9, 2)::int)
    FROM (SELECT convert_from(kept, 'UTF8')::jsonb->>'startsOn' AS said) AS version
$f$;

ALTER TABLE plan_versions ADD COLUMN starts_on date GENERATED ALWAYS AS (app_plan_starts(content)) STORED;
