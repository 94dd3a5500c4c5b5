# shellcheck shell=bash
# What this process may still have, asked before bash makes another: bash tries for half a minute to make one that is
# not allowed. Sourced by setup.sh; starts no process.

readonly ROOM_ENOUGH=2000 ROOM_SCARCE=200
# Of a JVM itself; each rank is another, and needs one more at its end.
readonly THREADS_OF_JVM=16

# limit NAME: sets LIMIT to what /proc calls so: a number, or nothing where there is none.
limit() {
  local line
  LIMIT=
  while IFS= read -r line; do
    [[ $line == "$1 "* ]] || continue
    read -r LIMIT _ <<<"${line#"$1"}"
    [[ $LIMIT != unlimited ]] || LIMIT=
    return 0
  done 2>/dev/null </proc/$$/limits
}

# threads_of_user: sets THREADS to how many this user has; each counts as a process.
threads_of_user() {
  local process
  local -a tasks
  THREADS=0
  for process in /proc/[0-9]*; do
    [[ -O $process ]] || continue
    tasks=("$process"/task/*)
    THREADS=$((THREADS + ${#tasks[@]}))
  done
}

# group_room: sets ROOM to how many more the control groups of this process allow, and LIMIT_NAME to where that is said.
group_room() {
  local line folder path most now
  while IFS= read -r line; do
    case $line in
      0::*) folder=/sys/fs/cgroup path=${line#0::} ;;
      *:pids:*) folder=/sys/fs/cgroup/pids path=${line#*:pids:} ;;
      *) continue ;;
    esac
    while :; do
      if [[ -r $folder$path/pids.max && -r $folder$path/pids.current ]]; then
        read -r most <"$folder$path/pids.max"
        read -r now <"$folder$path/pids.current"
        if [[ $most != max ]] && ((most - now < ROOM)); then ROOM=$((most - now)) LIMIT_NAME=$folder$path/pids.max; fi
      fi
      [[ $path == */* ]] || break
      path=${path%/*}
    done
  done 2>/dev/null </proc/$$/cgroup
}

# find_room: sets ROOM to how many more processes and threads there may be, and LIMIT_NAME to what limits them.
find_room() {
  local LIMIT THREADS
  ROOM=$ROOM_ENOUGH LIMIT_NAME=
  limit 'Max processes'
  # The superuser may have any number. To count takes time, and higher limits are not met.
  if ((EUID != 0)) && [[ -n $LIMIT ]] && ((LIMIT < ROOM_ENOUGH)); then
    threads_of_user
    ROOM=$((LIMIT - THREADS)) LIMIT_NAME="ulimit -u"
  fi
  group_room
}

# require_room COUNT WHAT: out, with 3, unless there may be so many more processes and threads.
require_room() {
  ((ROOM >= $1)) ||
    die 3 "$2 takes about $1 processes and threads, and $LIMIT_NAME leaves $((ROOM > 0 ? ROOM : 0)); right is a higher limit"
}

# is_room_scarce: there may be less than was thought.
is_room_scarce() {
  ((ROOM < ROOM_SCARCE))
}
