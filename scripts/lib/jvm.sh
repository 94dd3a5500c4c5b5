# shellcheck shell=bash
# Finds Java, and chooses its options. Sourced by setup.sh, never run.

readonly JAVA_OLDEST=17
# What a JVM itself has to say is no result: warnings, dumps and logs go to standard error.
readonly NOTHING_ON_STDOUT=-Xlog:all=off:stdout
readonly JVM_OUTPUT=("$NOTHING_ON_STDOUT" -Xlog:all=warning:stderr -XX:+DisplayVMOutputToStderr)
# It counts after the command line.
if [[ -n ${_JAVA_OPTIONS:-} ]]; then export _JAVA_OPTIONS="$_JAVA_OPTIONS $NOTHING_ON_STDOUT"; fi
# What every JVM of this user, or of this machine, gets.
readonly COMMON_OPTIONS=" ${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-} ${_JAVA_OPTIONS:-} "

# find_java: sets JAVA, JAVA_MAJOR and JAVA_RELEASE, from JAVA_HOME or else the PATH.
find_java() {
  local home release version=
  JAVA_RELEASE=
  if [[ -n ${JAVA_HOME:-} ]]; then
    JAVA=$JAVA_HOME/bin/java
    [[ -x $JAVA ]] || die 3 "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it"
  else
    JAVA=$(command -v java) || die 3 "Java is missing: install a JDK $JAVA_OLDEST or newer (apt-get install default-jdk), or set JAVA_HOME"
  fi
  JAVA=$(readlink -f -- "$JAVA")
  home=${JAVA%/bin/java}
  # The release file tells the version without starting a JVM.
  if [[ -r $home/release ]]; then
    release=$(<"$home/release")
    if [[ $release =~ JAVA_VERSION=\"([0-9]+)(\.([0-9]+))?[^\"]* ]]; then
      JAVA_RELEASE=${BASH_REMATCH[0]#*\"}
      version=${BASH_REMATCH[1]}
      [[ $version == 1 ]] && version=${BASH_REMATCH[3]}
    fi
  fi
  if [[ -z $version ]]; then
    release=$("$JAVA" -version 2>&1) || die 3 "$JAVA does not run"
    [[ $release =~ \"([0-9]+)(\.([0-9]+))? ]] || die 3 "cannot read the version of $JAVA"
    version=${BASH_REMATCH[1]}
    [[ $version == 1 ]] && version=${BASH_REMATCH[3]}
  fi
  JAVA_MAJOR=$version
  ((JAVA_MAJOR >= JAVA_OLDEST)) || die 3 "Java $JAVA_MAJOR ($JAVA) is too old: install a JDK $JAVA_OLDEST or newer, or set JAVA_HOME to one"
}

# names_collector OPTIONS: they choose a garbage collector; two choices would be an error.
names_collector() {
  [[ $1 == *-XX:+Use*GC[[:space:]\"\']* ]]
}

# The collector of a JVM that does one thing at a time, unless another is chosen for all.
SERIAL_COLLECTOR=(-XX:+UseSerialGC)
if names_collector "$COMMON_OPTIONS"; then SERIAL_COLLECTOR=(); fi
readonly SERIAL_COLLECTOR

# small_options: sets SMALL_OPTIONS, those of a JVM that works little and not for long.
small_options() {
  SMALL_OPTIONS=("${JVM_OUTPUT[@]}" "${SERIAL_COLLECTOR[@]}" -XX:TieredStopAtLevel=1 -Dfile.encoding=UTF-8)
}

# are_short COMMANDS FILE...: the command files have together no more commands, judged by how long the lines are with which
# each begins. Of a pipe nobody knows.
are_short() {
  local file size sample_lines sample_bytes
  local -i limit=$1 bytes=0
  shift
  (($# > 0)) || return 1
  for file; do [[ -f $file || $file == /dev/null ]] || return 1; done
  for size in $(stat -L -c %s -- "$@" 2>/dev/null); do bytes+=$size; done
  # A line with a command has four bytes or more, but for the last.
  ((bytes > 4 * limit)) || return 0
  read -r sample_lines sample_bytes < <(head -q -c 65536 -- "$@" 2>/dev/null | wc -lc)
  ((bytes / 1024 * sample_lines / (sample_bytes / 1024 + 1) <= limit))
}

# own_options: sets OWN_OPTIONS, those of DHT_JAVA_OPTS.
own_options() {
  local option
  local -a options=()
  read -r -a options <<<"${DHT_JAVA_OPTS:-}" || true
  OWN_OPTIONS=()
  for option in "${options[@]}"; do
    case $option in
      -Xlog) option=-Xlog:all:stderr ;;
      -Xlog:disable | -Xlog:help | -Xlog:*:*) ;;
      -Xlog:*) option+=:stderr ;;
    esac
    OWN_OPTIONS+=("$option")
  done
  if ((${#options[@]} > 0)); then OWN_OPTIONS+=("$NOTHING_ON_STDOUT"); fi
}

# has_huge_pages: this kernel gives pages of 2 MiB to whoever asks.
has_huge_pages() {
  local modes
  { read -r modes </sys/kernel/mm/transparent_hugepage/enabled; } 2>/dev/null && [[ $modes != *'[never]'* ]]
}

# rank_options JVMS COMMANDS FILE...: sets RANK_OPTIONS, the JVM options of every rank in every mode, but for OWN_OPTIONS, which
# come after them; so many JVMs share a host. With command files of up to so many commands a job is over before the optimising
# compiler has earned what it costs.
rank_options() {
  local -i jvms=$1
  local given="$COMMON_OPTIONS ${DHT_JAVA_OPTS:-} "
  shift
  own_options
  # Ranks exchange bytes only: no object is ever deserialised.
  RANK_OPTIONS=("${JVM_OUTPUT[@]}" "${ARCHIVE_OPTIONS[@]}" '-Djdk.serialFilter=!*' -Dfile.encoding=UTF-8)
  # Nodes are not of one size, so a JVM may grow to twice its even share of the memory, and to three quarters of it.
  if [[ $COMMON_OPTIONS != *MaxRAM* ]]; then
    RANK_OPTIONS+=("-XX:MaxRAMPercentage=$((jvms > 2 ? 1 + 150 / jvms : 75))")
  fi
  if ! names_collector "$given"; then
    # Tables are arrays that live long and messages die at once: the collector without barriers and threads is the fastest,
    # pages of tables need not be copied out of the way, and a fifth of room beside them is enough.
    RANK_OPTIONS+=(-XX:+UseSerialGC -XX:MinHeapFreeRatio=20)
    # With a heap of the user's own size the JVM knows best how much of it is for the young, and needs it for messages, too.
    if [[ ! $given =~ -Xm[snx]|MaxRAM|HeapSize ]]; then
      # A thread's own buffer must have no room for a page, or pages go there and are copied out of the way after all.
      RANK_OPTIONS+=("-Xmn$((jvms > 1 ? 16 : 32))m" -XX:PretenureSizeThreshold=65000 -XX:TLABSize=60k -XX:-ResizeTLAB)
    fi
    # A heap that grows by 2 MiB at a time asks the kernel 500 times less often, and look-ups miss fewer translations.
    if has_huge_pages && [[ ! $given =~ TransparentHugePages|LargePages ]]; then
      RANK_OPTIONS+=(-XX:+UseTransparentHugePages)
    fi
  fi
  # Large methods are compiled by themselves. The loops of the ranks are compiled several times, and else each time with all
  # that they call.
  RANK_OPTIONS+=(-XX:FreqInlineSize=140)
  if are_short "$@" && [[ ! $given =~ [[:space:]\"\']-X(int|comp|X:.?(Tiered|Compilation)) ]]; then
    RANK_OPTIONS+=(-XX:TieredStopAtLevel=1)
  fi
}

# is_doubtful: a JVM may not start here: somebody has options for it, or its memory or its files are limited, or nobody has
# seen this Java start.
is_doubtful() {
  local LIMIT overcommit
  [[ -z ${COMMON_OPTIONS//[[:space:]]/} && ${#OWN_OPTIONS[@]} == 0 ]] && are_archived || return 0
  limit 'Max address space'
  [[ -z $LIMIT ]] || return 0
  limit 'Max data size'
  [[ -z $LIMIT ]] || return 0
  limit 'Max open files'
  [[ -z $LIMIT ]] || ((LIMIT >= 128)) || return 0
  ! is_room_scarce || return 0
  read -r overcommit </proc/sys/vm/overcommit_memory || return 0
  ((overcommit == 2))
}

# starts CLASS_PATH OPTION...: a JVM comes as far as this program; sets REASON to what it says otherwise.
starts() {
  local class_path=$1 said line
  shift
  REASON=
  said=$("$JAVA" "$@" -cp "$class_path" mpjdht.cli.Trial begun 2>&1 </dev/null) || true
  [[ $said != *begun* ]] || return 0
  while IFS= read -r line; do
    case $line in
      *'Picked up '* | 'Error: Could not create'* | 'Error: A fatal exception'* | 'Error occurred during'* | '#'* | '') ;;
      *)
        REASON=${line#Error: }
        return 1
        ;;
    esac
  done <<<"$said"
  REASON='it says nothing'
  return 1
}

# require_start CLASS_PATH OPTION...: out, with one line, unless a JVM starts with these options and OWN_OPTIONS. A JVM that
# does not would end with 1, as a command that failed; one that only prints something with 0.
require_start() {
  local LIMIT name where=''
  is_doubtful || return 0
  ! starts "$@" "${OWN_OPTIONS[@]}" || return 0
  if ((${#OWN_OPTIONS[@]} > 0)) && starts "$@"; then
    die 2 "DHT_JAVA_OPTS: the JVM does not start with '$DHT_JAVA_OPTS'; try java $DHT_JAVA_OPTS -version"
  fi
  for name in JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS; do
    [[ -z ${!name:-} ]] || where+=" with $name"
  done
  limit 'Max address space'
  [[ -z $LIMIT ]] || where+=" within ulimit -v $((LIMIT / 1024))"
  die 3 "$JAVA does not start$where: $REASON"
}
