# shellcheck shell=bash
# The user's own open files among the names on the command line: /dev/stdin, /dev/fd/3, /proc/self/fd/3, and links to them.
# A JVM has files of its own under the numbers that the user has not opened, so such names are understood before it starts.
# Sourced after names.sh, never run.

readonly DESCRIPTOR_LINKS_MAX=40

# is_open NUMBER: the user has opened it; what bash itself has opened closes when another program is executed.
is_open() {
  local key flags
  [[ -e /proc/$$/fd/$1 ]] || return 1
  while read -r key flags; do
    if [[ $key == flags: ]]; then
      ((!(flags & 02000000)))
      return
    fi
  done <"/proc/$$/fdinfo/$1"
  return 1
}

# inherited_descriptors: sets INHERITED to those that the user has opened beside the standard streams, with commas between.
inherited_descriptors() {
  local descriptor
  INHERITED=
  for descriptor in /proc/$$/fd/*; do
    descriptor=${descriptor##*/}
    if ((descriptor > 2)) && is_open "$descriptor"; then INHERITED+=${INHERITED:+,}$descriptor; fi
  done
}

# find_descriptor NAME: sets DESCRIPTOR to the number of this process' descriptor that a name means, to 'other' where it
# is one of another process, and else to nothing.
find_descriptor() {
  local name=$1 folder last links=0
  DESCRIPTOR=
  while [[ -n $name ]]; do
    [[ $name == */* ]] || name=./$name
    folder=${name%/*}/ last=${name##*/}
    if [[ $folder -ef /dev ]]; then
      case $last in
        stdin) DESCRIPTOR=0 ;;
        stdout) DESCRIPTOR=1 ;;
        stderr) DESCRIPTOR=2 ;;
      esac
      [[ -z $DESCRIPTOR ]] || return 0
    fi
    if [[ $last =~ ^(0|[1-9][0-9]{0,8})$ ]]; then
      if [[ $folder -ef /proc/$$/fd || $folder -ef /proc/$$/task/$$/fd ]]; then
        DESCRIPTOR=$last
        return 0
      fi
      if [[ -L $name && $(readlink -f -- "$folder") =~ ^/proc/[0-9]+/(task/[0-9]+/)?fd$ ]]; then
        if is_open "$last" && [[ $name -ef /proc/$$/fd/$last ]]; then DESCRIPTOR=$last; else DESCRIPTOR=other; fi
        return 0
      fi
    fi
    [[ -L $name ]] && ((links++ < DESCRIPTOR_LINKS_MAX)) || return 0
    last=$(readlink -- "$name")
    if [[ $last == /* ]]; then name=$last; else name=$folder$last; fi
  done
}

# readable WHERE NAME: sets NAME to what Java calls a file that it reads.
readable() {
  find_descriptor "$2"
  case $DESCRIPTOR in
    '' | other) name_for_java "$2" ;;
    0) NAME=- ;;
    *)
      is_open "$DESCRIPTOR" || die 2 "$1: $2: descriptor $DESCRIPTOR is not open; right is a file, or - for standard input"
      name_for_java "$2"
      [[ $NAME == "/dev/fd/$DESCRIPTOR" ]] || open_as "$NAME" "/dev/fd/$DESCRIPTOR"
      ;;
  esac
}

# writable NAME: sets NAME to what Java calls a file that it writes, and RESULTS to the descriptor that is standard output
# for it: what is opened once more would begin at the start of the file, and not go on where the user's descriptor is.
writable() {
  find_descriptor "$1"
  RESULTS=1
  case $DESCRIPTOR in
    '') name_for_java "$1" ;;
    other) die 2 "--output: $1 is a descriptor of another process; right is a file, or - for standard output" ;;
    *)
      is_open "$DESCRIPTOR" || die 2 "--output: $1: descriptor $DESCRIPTOR is not open; right is a file, or - for standard output"
      NAME=- RESULTS=$DESCRIPTOR
      ;;
  esac
}
