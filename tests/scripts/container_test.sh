# Everything that the Dockerfile and compose.yaml run, without a container engine: the same publish, the same secrets,
# the same first start of the database, and the published API as another user, unable to write where it stands.

container_start() {
  site=$work/site
  mkdir -p "$site/state"
  "$root/scripts/publish" "$site/app" >"$site/publish.log" 2>&1 || { cat "$site/publish.log"; return 1; }
  "$root/scripts/make-secrets" "$site/secrets"
}

# In the environment of the image, and no other. As another user when we are root; else as ourselves.
in_image() {
  local drop=()
  if is_root; then drop=(setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups --); fi
  (cd "$site/app" && "${drop[@]}" env -i PATH="$PATH" ASPNETCORE_HTTP_PORTS="$container_port" DOTNET_EnableDiagnostics=0 \
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false "$@")
}

it_runs_what_the_image_and_compose_run() {
  local api
  container_port=$(free_port)
  container_start || fail "cannot publish or make the secrets" || return
  (
    own_server "$site/pg" || exit
    trap 'kill "${api:-}" 2>/dev/null; stop_own_server' EXIT
    POSTGRES_USER=administrator PGHOST=127.0.0.1 PGPORT=$pg_port PGPASSWORD=$(secret administrator) PATH=$pg_bin:$PATH \
      ROLES_SQL=$root/deploy/roles.sql OWNER_PASSWORD_FILE=$site/secrets/owner-password \
      sh "$root/deploy/compose-init.sh" || fail "compose-init.sh" || exit
    sed -i "s/Host=postgres/Host=127.0.0.1;Port=$pg_port/" "$site"/secrets/ConnectionStrings__*
    mount_secrets
    chmod -R a-w "$site/app"

    in_image Secrets__Folder="$site/run/migrate" dotnet PupilSupport.Api.dll migrate || fail "migrate" || exit
    in_image dotnet PupilSupport.Api.dll health 2>/dev/null && { fail "healthy before it runs"; exit; }
    in_image Secrets__Folder="$site/run/api" Keys__Folder="$site/run/keys" Audit__HeadsFolder="$site/state/audit-heads" \
      Auth__Issuer=https://api.example.org \
      dotnet PupilSupport.Api.dll >"$site/api.log" 2>&1 &
    api=$!
    for _ in {1..100}; do
      in_image dotnet PupilSupport.Api.dll health 2>/dev/null && break
      kill -0 "$api" 2>/dev/null || break
    done
    in_image dotnet PupilSupport.Api.dll health || { tail -n 20 "$site/api.log"; exit 1; }
    [ "$(http_status 127.0.0.1 "$container_port" /health/live)" = 200 ] || fail "not alive" || exit
    find "$site/app" -newer "$site/run" -type f | grep . && { fail "it wrote where it stands"; exit; }
    kill -TERM "$(pgrep -f "PupilSupport.Api.dll" -P "$api" || echo "$api")"
    wait_for_end "$api" 30
  )
}

# As compose does: each service sees its own secrets and no others.
mount_secrets() {
  mkdir -p "$site"/run/{migrate,api,keys}
  cp "$site"/secrets/{ConnectionStrings__Owner,Database__RuntimePassword,Database__SystemPassword} "$site/run/migrate"
  cp "$site"/secrets/{ConnectionStrings__Default,ConnectionStrings__System} "$site/run/api"
  cp "$site"/secrets/{master.key,signing-es256.pem} "$site/run/keys"
  if is_root; then chown -R nobody: "$site/state"; fi
}

it_makes_secrets_once_and_keeps_them() {
  local before
  before=$(cat "$work"/secrets-once/* 2>/dev/null | cksum)
  "$root/scripts/make-secrets" "$work/secrets-once" || return
  before=$(cat "$work"/secrets-once/* | cksum)
  "$root/scripts/make-secrets" "$work/secrets-once" || return
  [ "$(cat "$work"/secrets-once/* | cksum)" = "$before" ] && [ "$(stat -c %a "$work/secrets-once")" = 700 ]
}

# compose.yaml mounts exactly what make-secrets makes.
it_mounts_every_secret_that_is_made() {
  diff <(sed -n 's|.*file: ./secrets/\([^ }]*\).*|\1|p' "$root/compose.yaml" | sort) <(ls "$work/secrets-once")
}

it_builds_on_an_image_with_icu_and_time_zones_and_runs_as_nobody_special() {
  grep -q '^FROM .*/aspnet:10.0-noble-chiseled-extra$' "$root/Dockerfile" && grep -q '^USER \$APP_UID$' "$root/Dockerfile" &&
    grep -q 'GLOBALIZATION_INVARIANT=false' "$root/Dockerfile" && grep -q '^HEALTHCHECK .*"health"\]' "$root/Dockerfile"
}

globalisation_tests() {
  (cd "$root" && env -i PATH="$PATH" HOME="$work" DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 \
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="$1" \
    dotnet test tests/Domain.Tests -c Release --no-build -nologo -v quiet --filter FullyQualifiedName~GlobalisationTests)
}

it_knows_london_and_icu_under_the_settings_of_the_image() {
  globalisation_tests false || return
  ! globalisation_tests true || fail "the tests pass without ICU too, so they show nothing"
}
