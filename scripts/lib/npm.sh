# shellcheck shell=bash
# Packages of npm, which tests alone need. Sourced by scripts/test behind setup.sh, never run.

# install_node_packages: what src/test/npm pins, into target/npm; where it cannot be had, the test that needs it says so.
# What npm says is in target/setup.log.
install_node_packages() {
  local from=$ROOT/src/test/npm to=$TARGET/npm
  if ! command -v node >/dev/null && may_install; then apt_install nodejs || true; fi
  if ! command -v npm >/dev/null && may_install; then apt_install npm || true; fi
  command -v npm >/dev/null || return 0
  # npm writes the list of what is there when all of it is.
  if [[ -e $to/node_modules/.package-lock.json ]] &&
    cmp -s "$from/package.json" "$to/package.json" && cmp -s "$from/package-lock.json" "$to/package-lock.json"; then
    return 0
  fi
  say "fetching clients of Redis from npm; once"
  rm -rf -- "$to"
  mkdir -p -- "$to"
  cp -- "$from/package.json" "$from/package-lock.json" "$to"
  # No network may mean no answer.
  (cd -- "$to" && timeout --foreground -k 5 60 npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --fetch-retries=1) \
    >>"$TARGET/setup.log" 2>&1 </dev/null || say "they cannot be had: see $TARGET/setup.log"
}
