# shellcheck shell=bash
# Builds what is stale. Sourced by setup.sh, never run.

# require_build_tools: Maven and a compiler.
require_build_tools() {
  command -v mvn >/dev/null || die 3 "Maven is missing: install it (apt-get install maven)"
  [[ -x ${JAVA%/java}/javac ]] || die 3 "${JAVA%/bin/java} has no compiler: install a JDK (apt-get install default-jdk), or set JAVA_HOME to one"
}

# attend COMMAND...: runs it, with all that it starts; whoever ends this script, ends them.
attend() {
  local before=${!:-} status=0
  trap 'end_attended TERM' TERM
  trap 'end_attended INT' INT
  trap 'end_attended HUP' HUP
  # Job control gives it a process group of its own.
  set -m
  "$@" </dev/null &
  set +m
  wait "$!" || status=$?
  trap - TERM INT HUP
  return "$status"
}

# end_attended SIGNAL: ends the group that attend has started, and then this script as the signal does.
end_attended() {
  trap '' TERM INT HUP
  if [[ ${!:-} != "$before" ]]; then
    kill -TERM -- "-$!" 2>/dev/null || true
    wait "$!" 2>/dev/null || true
  fi
  trap - "$1"
  kill -s "$1" "$$"
}

# maven ARGUMENT...: Maven on the Java and the MPJ Express that were found.
maven() {
  local options=${MAVEN_OPTS:-}
  # Maven's own libraries, not ours, use what Java 24 began to warn of.
  if ((JAVA_MAJOR >= 24)); then
    options="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow $options"
  fi
  (cd -- "$ROOT" && JAVA_HOME=${JAVA%/bin/java} MAVEN_OPTS=$options \
    mvn -B -Dstyle.color=never -Dmpj.jar="$MPJ_JAR" "$@" 2>&1) | sed -u $'s/\e\\[0m//g' # which Debian's Maven prints regardless
}

# run_maven ARGUMENT...: the same, and it ends with this script.
run_maven() {
  attend maven "$@"
}

# lock_build: at most one build at a time, in all scripts of this project, until unlock_build.
lock_build() {
  exec {BUILD_LOCK}>"$TARGET/build.lock"
  flock -w 1 "$BUILD_LOCK" || {
    say "waiting for another start, which builds"
    flock "$BUILD_LOCK"
  }
}

unlock_build() {
  exec {BUILD_LOCK}>&-
}

# require_writable_target: before a build.
require_writable_target() {
  { mkdir -p -- "$TARGET" && [[ -w $TARGET ]]; } 2>/dev/null ||
    die 3 "the sources are newer than what is built of them, and $TARGET cannot be written; right is a build by its owner, or DHT_BUILD=never, which runs what is there"
}

# is_built: the jars are there, and no source is newer than the start of the build that made them.
is_built() {
  [[ -e $TARGET/built.stamp && -e $TARGET/mpj-dht.jar ]] || return 1
  local newer
  newer=$(find "$ROOT/src/main" "$ROOT/pom.xml" "$ROOT/.mvn" -newer "$TARGET/built.stamp" -print -quit 2>/dev/null)
  [[ -z $newer ]]
}

# build_if_stale: quiet unless it fails. DHT_BUILD=never trusts the jars as they are: scripts/test sets it, because its
# tests run inside a build.
build_if_stale() {
  [[ ${DHT_BUILD:-} == never ]] && return 0
  is_built && return 0
  require_writable_target
  require_build_tools
  lock_build
  if ! is_built; then
    say "building (the log is target/build.log)"
    if ! run_maven -q -Dquick -DskipTests package >"$TARGET/build.log" 2>&1; then
      grep -E '^\[(ERROR|FATAL)\]' "$TARGET/build.log" | head -n 20 >&2 || tail -n 20 "$TARGET/build.log" >&2
      die 3 "the build failed: see $TARGET/build.log"
    fi
  fi
  unlock_build
}
