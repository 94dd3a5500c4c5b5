# shellcheck shell=bash
# Packages of Debian and Ubuntu. Sourced by setup.sh, never run.

# may_install: sets AS_ROOT to the command that runs another as root; 1 if there is none, or no apt-get.
may_install() {
  AS_ROOT=()
  command -v apt-get >/dev/null || return 1
  ((EUID == 0)) && return 0
  AS_ROOT=(sudo -n)
  command -v sudo >/dev/null && sudo -n true 2>/dev/null
}

# apt_install PACKAGE: quietly, after may_install; what apt-get says is in target/setup.log.
apt_install() {
  local log=$TARGET/setup.log
  local -a apt=("${AS_ROOT[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120)
  mkdir -p "$TARGET"
  say "installing $1; once"
  "${apt[@]}" install --no-install-recommends "$1" >>"$log" 2>&1 </dev/null && return 0
  # The list of packages may be old, or missing.
  "${apt[@]}" update >>"$log" 2>&1 </dev/null || true
  "${apt[@]}" install --no-install-recommends "$1" >>"$log" 2>&1 </dev/null
}

# install_browser: Chromium without a window and its driver, for the pages; where they cannot be had, what needs them says so.
install_browser() {
  local package
  for package in chromium chromium-driver; do
    if ! command -v "${package/chromium-driver/chromedriver}" >/dev/null && may_install; then
      apt_install "$package" || true
    fi
  done
}

# apt_unpack PACKAGE FOLDER: what the package would install, under a folder of the user's; which takes no administrator.
# What apt-get says is in target/setup.log.
apt_unpack() {
  local log=$TARGET/setup.log work=$2.work
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
  rm -rf -- "$work"
  mkdir -p -- "$work/lists/partial" "$work/cache/archives/partial" "$work/package"
  say "fetching $1; once"
  (cd -- "$work" && download "$1" && dpkg-deb -x "$1"_*.deb package && mv -- package "$2") >>"$log" 2>&1 </dev/null ||
    return 1
  rm -rf -- "$work"
}

# download PACKAGE: into this folder.
download() {
  local -a own=(-q -o "Dir::State::lists=$PWD/lists" -o "Dir::Cache=$PWD/cache")
  apt-get -q download "$1" && return 0
  # The system's list of packages may be old, or missing; one of our own needs no right to write that.
  apt-get "${own[@]}" update && apt-get "${own[@]}" download "$1"
}
