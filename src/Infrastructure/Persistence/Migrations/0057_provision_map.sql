-- What support a kept version of a plan lets run, beside its bytes: a report of a whole school reads some hundred bytes of
-- each version instead of all that it says. The bytes are canonical JSON, so this follows from them and cannot differ.

CREATE FUNCTION app_plan_running(kept bytea) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $f$
  SELECT jsonb_strip_nulls(jsonb_build_object(
      'title', said->'title', 'startsOn', said->'startsOn', 'endsOn', said->'endsOn', 'needArea', said->'needArea', 'provisions', said->'provisions'))
    FROM (SELECT convert_from(kept, 'UTF8')::jsonb AS said) AS version
   WHERE jsonb_array_length(said->'provisions') > 0
$f$;

ALTER TABLE plan_versions ADD COLUMN running jsonb GENERATED ALWAYS AS (app_plan_running(content)) STORED;
