# shellcheck shell=bash
# The one reader of hostfiles, for the launcher and for the daemons. Sourced after setup.sh, never run.

readonly HOSTFILE_BYTES_MAX=$((1 << 20))

# die_of_hosts WHERE TEXT: the user's file is wrong.
die_of_hosts() {
  printf '%s: error: %s\n' "$1" "$2" >&2
  exit 2
}

# read_hosts FILE: sets HOSTS, the hosts in the file's order, and HOST_LINES, the line of each. A host is a name or an
# address, in brackets or not; blank lines are skipped, # at the start of a line or after white space begins a comment,
# and a byte order mark and carriage returns at line ends are no part of a line.
read_hosts() {
  local file=$1 text line host shown number=0
  local -A line_of=()
  HOSTS=() HOST_LINES=()
  [[ -e $file ]] || die_of_hosts "$file" "no such file; give a file with one host a line"
  [[ -r $file && ! -d $file ]] || die_of_hosts "$file" "cannot be read; give a file with one host a line"
  # A NUL, which no variable holds, becomes a character that no host has.
  text=$(head -c "$((HOSTFILE_BYTES_MAX + 1))" -- "$file" | LC_ALL=C tr '\0' '\a')
  if (($(LC_ALL=C && printf '%d' "${#text}") > HOSTFILE_BYTES_MAX)); then
    die_of_hosts "$file" "longer than 1 MiB; a hostfile has one host a line"
  fi
  while IFS= read -r line; do
    number=$((number + 1))
    ((number > 1)) || line=${line#$'\xEF\xBB\xBF'}
    [[ $line =~ ^(.*[[:space:]])?# ]] && line=${line%%#*}
    read -r host <<<"${line%$'\r'}" || true
    [[ -n $host ]] || continue
    shown=${host//[^[:alnum:] -~]/?}
    ((${#shown} <= 60)) || shown=${shown:0:60}…
    [[ $host =~ ^\[([0-9A-Fa-f:.]*)\](.*)$ ]] && host=${BASH_REMATCH[1]}${BASH_REMATCH[2]:+ ${BASH_REMATCH[2]}}
    if is_host_with_count "$host"; then
      die_of_hosts "$file:$number" "'$shown' is a host with a number of ranks; give the host alone, ranks come from -np"
    fi
    is_host "$host" || die_of_hosts "$file:$number" "'$shown' is not one host name or address; give one a line"
    [[ -z ${line_of[$host]:-} ]] ||
      die_of_hosts "$file:$number" "host $host is already on line ${line_of[$host]}; name each host once, its ranks come from -np"
    line_of[$host]=$number
    HOSTS+=("$host")
    HOST_LINES+=("$number")
  done <<<"$text"
  ((${#HOSTS[@]} > 0)) || die_of_hosts "$file" "names no host; give one a line"
}

# is_host TEXT: it has the form of a name, or of an address.
is_host() {
  local LC_ALL=C
  ((${#1} <= 253)) && [[ $1 =~ ^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?$ || $1 =~ ^[0-9A-Fa-f:.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*$ ]]
}

# is_host_with_count TEXT: as hostfiles of other programs have it: node:2, node slots=2, node 2.
is_host_with_count() {
  [[ $1 =~ ^[^:[:space:]]+:[0-9]+$ || $1 =~ ^[^[:space:]]+[[:space:]]+([A-Za-z_-]*[=:])?[0-9]+ ]]
}
