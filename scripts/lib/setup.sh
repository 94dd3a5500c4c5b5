# shellcheck shell=bash
# Set-up shared by the scripts: finds Java, MPJ Express and Maven, lays out a working MPJ_HOME, builds what is stale.
# Sourced, never run. Afterwards: $ROOT, $HOST, $JAVA (an absolute path), $JAVA_MAJOR, $MPJ_HOME (exported), and the
# class paths $THREADS_PATH and $PROCESSES_PATH.

ROOT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
TARGET=$ROOT/target
# Not $HOSTNAME, which may have been inherited from another host.
HOST=$(</proc/sys/kernel/hostname)
readonly ROOT TARGET HOST
readonly JAVA_OLDEST=17
readonly DEBIAN_MPJ=/usr/share/mpj

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

# File names and keys are UTF-8 whatever the user's locale; Java decodes its arguments by the locale.
use_utf8() {
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *.[Uu][Tt][Ff]-8 | *.[Uu][Tt][Ff]8) ;;
    *) export LC_ALL=C.UTF-8 ;;
  esac
}

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

# find_mpj: sets and exports MPJ_HOME: the user's own, or target/mpj-home made of Debian's package. MPJ_JAR is what
# the build compiles against: outside the project, because Maven warns of a jar inside.
find_mpj() {
  if [[ -n ${MPJ_HOME:-} && $MPJ_HOME != "$DEBIAN_MPJ" && $MPJ_HOME != "$TARGET/mpj-home" ]]; then
    local jar
    for jar in mpj starter; do
      [[ -r $MPJ_HOME/lib/$jar.jar ]] ||
        die 3 "MPJ_HOME is $MPJ_HOME, but there is no lib/$jar.jar in it: set it to an unpacked MPJ Express 0.44, or unset it"
    done
    MPJ_HOME=$(cd -- "$MPJ_HOME" && pwd -P)
    MPJ_JAR=$MPJ_HOME/lib/mpj.jar
  else
    MPJ_HOME=$TARGET/mpj-home
    MPJ_JAR=$DEBIAN_MPJ/lib/mpj.jar
    [[ -e $MPJ_HOME/lib/mpj.jar && -e $MPJ_HOME/conf/mpjexpress.conf && -d $MPJ_HOME/logs ]] || lay_out_mpj_home
  fi
  export MPJ_HOME
}

# Debian's jars name log4j-1.2.jar and three commons jars beside themselves, where Debian puts none; and conf/ and a
# writable logs/ are looked for in MPJ_HOME. The build puts the named jars into target/mpj-lib.
lay_out_mpj_home() {
  local jar home=$TARGET/mpj-home
  if [[ ! -r $DEBIAN_MPJ/lib/mpj.jar ]]; then
    may_install ||
      die 3 "MPJ Express is missing: run 'sudo apt-get install libmpj-java', or set MPJ_HOME to an unpacked MPJ Express 0.44"
    apt_install libmpj-java && [[ -r $DEBIAN_MPJ/lib/mpj.jar ]] ||
      die 3 "libmpj-java cannot be installed: see $TARGET/setup.log, or set MPJ_HOME to an unpacked MPJ Express 0.44"
  fi
  mkdir -p "$home/lib" "$home/conf" "$home/logs"
  # Copies: Java looks for what a manifest names beside the file that a link points to.
  cp -pL "$DEBIAN_MPJ"/lib/*.jar "$home/lib/"
  ln -sfn ../../mpj-lib/reload4j.jar "$home/lib/log4j-1.2.jar"
  for jar in commons-cli commons-codec commons-io; do
    ln -sfn "../../mpj-lib/$jar.jar" "$home/lib/$jar.jar"
  done
  ln -sfn ../../../mpj-config/mpjexpress.conf "$home/conf/mpjexpress.conf"
}

# require_build_tools: Maven and a compiler.
require_build_tools() {
  command -v mvn >/dev/null || die 3 "Maven is missing: install it (apt-get install maven)"
  [[ -x ${JAVA%/java}/javac ]] || die 3 "${JAVA%/bin/java} has no compiler: install a JDK (apt-get install default-jdk), or set JAVA_HOME to one"
}

# run_maven ARGUMENT...: Maven on the Java and the MPJ Express that were found.
run_maven() {
  local options=${MAVEN_OPTS:-}
  # Maven's own libraries, not ours, use what Java 24 began to warn of.
  if ((JAVA_MAJOR >= 24)); then
    options="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow $options"
  fi
  (cd -- "$ROOT" && JAVA_HOME=${JAVA%/bin/java} MAVEN_OPTS=$options \
    mvn -B -Dstyle.color=never -Dmpj.jar="$MPJ_JAR" "$@" 2>&1) | sed -u $'s/\e\\[0m//g' # which Debian's Maven prints regardless
}

# is_built: the jars are there, and no source is newer than the start of the build that made them.
is_built() {
  [[ -e $TARGET/built.stamp && -e $TARGET/mpj-dht.jar ]] || return 1
  local newer
  newer=$(find "$ROOT/src/main" "$ROOT/pom.xml" "$ROOT/.mvn" -newer "$TARGET/built.stamp" -print -quit 2>/dev/null)
  [[ -z $newer ]]
}

# build_if_stale: at most one build at a time; quiet unless it fails. DHT_BUILD=never trusts the jars as they are:
# scripts/test sets it, because its tests run inside a build.
build_if_stale() {
  [[ ${DHT_BUILD:-} == never ]] && return 0
  is_built && return 0
  require_build_tools
  mkdir -p "$TARGET"
  (
    flock 9
    if ! is_built; then
      say "building (the log is target/build.log)"
      if ! run_maven -q -Dquick -DskipTests package >"$TARGET/build.log" 2>&1 </dev/null; then
        grep -E '^\[(ERROR|FATAL)\]' "$TARGET/build.log" | head -n 20 >&2 || tail -n 20 "$TARGET/build.log" >&2
        die 3 "the build failed: see $TARGET/build.log"
      fi
    fi
  ) 9>"$TARGET/build.lock" || exit $?
}

# class_paths: sets THREADS_PATH, of the one JVM of a multicore job, and PROCESSES_PATH, of every JVM of a niodev job on
# this host: launcher, daemon and ranks.
class_paths() {
  local jar log4j
  log4j=$(printf ':%s' "$MPJ_HOME"/lib/log4j*.jar)
  SHARED_PATH=$TARGET/multicore/mpj-dht-shared.jar$(printf ':%s' "$TARGET"/multicore/lib/*.jar)
  THREADS_PATH=
  for jar in smpdev xdev mpjbuf loader2 starter mpiExp runtimecommon; do
    THREADS_PATH+=$MPJ_HOME/lib/$jar.jar:
  done
  THREADS_PATH+=${log4j#:}:$SHARED_PATH
  PROCESSES_PATH=$TARGET/mpj-dht.jar
  for jar in loader1 mpj starter daemon; do
    PROCESSES_PATH+=:$MPJ_HOME/lib/$jar.jar
  done
  PROCESSES_PATH+=$log4j
}

# are_archived: this Java's class archives are there, or were tried, and are of these jars.
are_archived() {
  [[ $ARCHIVES/made -nt $TARGET/built.stamp && $(<"$ARCHIVES/made") == "$MPJ_HOME" ]]
}

# archive_if_stale: class archives, which spare each start the parsing and verifying of classes: target/archives has a
# folder for each Java. A start is slower without them, and else the same; so nothing that goes wrong here is said.
archive_if_stale() {
  ARCHIVES=${JAVA%/bin/java}
  ARCHIVES=$TARGET/archives/${ARCHIVES//\//+}-$JAVA_RELEASE
  [[ ${DHT_BUILD:-} == never ]] && return 0
  are_archived && return 0
  mkdir -p -- "$ARCHIVES" 2>/dev/null && [[ -w $ARCHIVES && -w $TARGET ]] || return 0
  [[ ! -e $TARGET/build.lock || -w $TARGET/build.lock ]] || return 0
  (
    flock 9
    are_archived && exit 0
    rm -rf -- "$ARCHIVES"
    mkdir -p -- "$ARCHIVES"
    archive threads "$THREADS_PATH" multicore &
    archive processes "$PROCESSES_PATH" niodev
    wait
    printf '%s\n' "$MPJ_HOME" >"$ARCHIVES/made"
  ) 9>"$TARGET/build.lock" </dev/null >/dev/null 2>&1 || true
}

# archive NAME CLASS_PATH DEVICE: archives the classes that a small job on the device loads, in any of its JVMs.
archive() {
  local work=$ARCHIVES/$1.work
  mkdir -p -- "$work"
  printf '%s\n' 'PUT key value' 'GET key' 'ADD 1' 'DELETE key' >"$work/commands"
  (
    unset "${!DHT_@}" "${!JDK_JAVA_@}"
    export DHT_BUILD=never JDK_JAVA_OPTIONS="\"-XX:DumpLoadedClassList=$work/%p.classes\""
    timeout 60 "$ROOT/scripts/dht" -np 3 --device "$3" --ids xxh3 --nodes 2 --output "$work/results" "$work/commands"
  )
  # Ids tell the classes of one process apart, and those with a source belong to other loaders.
  sed '/ source: /d; s/ id: .*//' "$work"/*.classes | sort -u >"$work/list"
  # Only this collector archives objects, too; others load them.
  "$JAVA" -Xshare:dump -XX:+UseG1GC -XX:SharedClassListFile="$work/list" -XX:SharedArchiveFile="$work/archive" -cp "$2" &&
    mv -- "$work/archive" "$ARCHIVES/$1.jsa"
  rm -rf -- "$work"
}

# archive_options NAME: sets ARCHIVE_OPTIONS, those of a JVM that starts from an archive; none where that would not fit.
archive_options() {
  ARCHIVE_OPTIONS=()
  [[ -r $ARCHIVES/$1.jsa ]] && are_archived || return 0
  # When the JVM finds that an archive does not fit it goes without, and from Java 24 on complains.
  ARCHIVE_OPTIONS=("-XX:SharedArchiveFile=$ARCHIVES/$1.jsa" -Xshare:auto '-Xlog:cds*=off')
  if ((JAVA_MAJOR >= 24)); then ARCHIVE_OPTIONS+=('-Xlog:aot*=off'); fi
}

# set_up: everything a job needs.
set_up() {
  use_utf8
  find_java
  find_mpj
  build_if_stale
  class_paths
  archive_if_stale
}

# are_short BYTES FILE...: the command files are together no longer. Of a pipe nobody knows.
are_short() {
  local file size
  local -i limit=$1 bytes=0
  shift
  (($# > 0)) || return 1
  for file; do [[ -f $file || $file == /dev/null ]] || return 1; done
  for size in $(stat -L -c %s -- "$@" 2>/dev/null); do bytes+=$size; done
  ((bytes <= limit))
}

# rank_options JVMS BYTES FILE...: sets RANK_OPTIONS, the JVM options of every rank in every mode; so many JVMs share a host.
# DHT_JAVA_OPTS adds the user's own. With command files of up to so many bytes a job is over before the optimising compiler
# has earned what it costs.
rank_options() {
  local -i jvms=$1
  local -a own=()
  shift
  read -r -a own <<<"${DHT_JAVA_OPTS:-}" || true
  if ((${#own[@]} > 0)) && ! "$JAVA" "${own[@]}" -version >/dev/null 2>&1; then
    die 2 "DHT_JAVA_OPTS: the JVM does not start with '$DHT_JAVA_OPTS'; try java $DHT_JAVA_OPTS -version"
  fi
  # Ranks exchange bytes only: no object is ever deserialised.
  RANK_OPTIONS=("${ARCHIVE_OPTIONS[@]}" '-Djdk.serialFilter=!*' -Dfile.encoding=UTF-8)
  # Nodes are not of one size, so a JVM may grow to twice its even share of the memory, and to three quarters of it.
  RANK_OPTIONS+=("-XX:MaxRAMPercentage=$((jvms > 2 ? 1 + 150 / jvms : 75))")
  if [[ " ${DHT_JAVA_OPTS:-} " != *' -XX:+Use'*'GC '* ]]; then
    # Tables are arrays that live long and messages die at once: the collector without barriers and threads is the fastest,
    # pages of tables need not be copied out of the way, and a fifth of room beside them is enough.
    RANK_OPTIONS+=(-XX:+UseSerialGC -XX:MinHeapFreeRatio=20)
    # With a heap of the user's own size the JVM knows best how much of it is for the young, and needs it for messages, too.
    if [[ ! ${DHT_JAVA_OPTS:-} =~ -Xm[snx]|MaxRAM|HeapSize ]]; then
      RANK_OPTIONS+=("-Xmn$((jvms > 1 ? 16 : 64))m" -XX:PretenureSizeThreshold=65000)
    fi
  fi
  if are_short "$@" && [[ ! " ${DHT_JAVA_OPTS:-}" =~ \ -X(int|comp|X:.?(Tiered|Compilation)) ]]; then
    RANK_OPTIONS+=(-XX:TieredStopAtLevel=1)
  fi
  RANK_OPTIONS+=("${own[@]}")
}

# stderr_is_terminal: where progress can be shown.
stderr_is_terminal() {
  [[ -t 2 && ${TERM:-dumb} != dumb ]]
}
