# shellcheck shell=bash
# Set-up shared by the scripts: finds Java, MPJ Express and Maven, lays out a working MPJ_HOME, builds what is stale.
# Sourced, never run. Afterwards: $ROOT, $HOST, $JAVA (an absolute path), $JAVA_MAJOR, $MPJ_HOME (exported), and the
# class paths $THREADS_PATH and $PROCESSES_PATH.

# say TEXT: one line on stderr.
say() {
  printf 'mpj-dht: %s\n' "$1" >&2
}

# show_header SCRIPT: the comment at its beginning, which is its help.
show_header() {
  sed -n '2,/^[^#]/{/^#/!d;s/^# \{0,1\}//;p;}' -- "$1"
}

# die CODE TEXT: one line on stderr, and out.
die() {
  say "$2"
  exit "$1"
}

# is_utf8: what the system made of the locale in force, whatever that is called.
is_utf8() {
  local letter=$'\xC3\xBC'
  ((${#letter} == 1))
}

# use_utf8: file names and keys are UTF-8 whatever the user's locale; Java decodes its arguments by the locale. Sets
# HAS_UTF8: a locale may be named and not be there.
use_utf8() {
  local name
  HAS_UTF8=true
  ! is_utf8 || return 0
  for name in C.UTF-8 C.utf8 $(locale -a 2>/dev/null | grep -iE 'utf-?8$'); do
    { export LC_ALL=$name; } 2>/dev/null
    ! is_utf8 || return 0
  done
  export LC_ALL=C
  HAS_UTF8=false
}

# stderr_is_terminal: where progress can be shown.
stderr_is_terminal() {
  [[ -t 2 && ${TERM:-dumb} != dumb ]]
}

# A relative folder is one of this folder, and cd says nothing.
unset CDPATH
# shellcheck source=scripts/lib/limits.sh
source "${BASH_SOURCE[0]%/*}/limits.sh"
find_room
require_room 8 "a start"
pwd -P >/dev/null 2>&1 || die 3 "the working folder is gone; right is one that is there"
ROOT=$(cd -P -- "${BASH_SOURCE[0]%/*}/../.." && pwd)
TARGET=$ROOT/target
# Not $HOSTNAME, which may have been inherited from another host.
read -r HOST </proc/sys/kernel/hostname
readonly ROOT TARGET HOST

use_utf8
for part in names apt jvm mpj build archives; do
  # shellcheck source=/dev/null
  source "$ROOT/scripts/lib/$part.sh"
done
for part in "$ROOT" "${MPJ_HOME:-}"; do
  [[ $part != *[:$'\n']* ]] || die 3 "${part//$'\n'/?}: a class path cannot hold a folder with ':' or a line break in its path; right is another place"
  if ! is_text "$part"; then
    escape "$part"
    die 3 "$ESCAPED: Java cannot hold the path of this folder; right is one in UTF-8, and a locale for it (locale -a)"
  fi
done

# set_up: everything a job needs.
set_up() {
  find_java
  find_mpj
  build_if_stale
  class_paths
  archive_if_stale
}
