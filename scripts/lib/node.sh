# Node.js and a browser, for the few tests that need them. Sourced after common.sh.

node_min=20

node_major() { node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/'; }

# A Node.js of version 20 or later and npm: the machine's, else the system's package, else npm's own package of Node.js
# in artifacts/, since some systems' package is older.
need_node() {
  have node && have npm || { step "Installing Node.js (once)"; install_packages nodejs npm; }
  [ "$(node_major)" -lt "$node_min" ] || return 0
  local folder=$root/artifacts/node
  if [ ! -x "$folder/node_modules/.bin/node" ]; then
    step "Installing Node.js 22 into artifacts (once; the system's is $(node --version))"
    npm install --prefix "$folder" --no-audit --no-fund --loglevel=error node@22 >&2
  fi
  PATH=$folder/node_modules/.bin:$PATH
  [ "$(node_major)" -ge "$node_min" ] || die "Node.js $node_min or later is needed"
}

# Chromium, its command into browser.
need_browser() {
  local name
  for name in chromium chromium-browser google-chrome; do
    if have "$name"; then browser=$name; return; fi
  done
  step "Installing Chromium (once)"
  install_packages chromium
  browser=chromium
}
