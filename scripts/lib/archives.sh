# shellcheck shell=bash
# Class archives. Sourced by setup.sh, never run.

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
  lock_build
  are_archived || attend make_archives 8>&2 >/dev/null 2>&1 || true
  unlock_build
}

make_archives() {
  local saying archiving
  # Not sleep, which would outlive this.
  (exec {nothing}<> <(:) && ! read -rt 1 -u "$nothing" && say "making class archives for this Java; once" 2>&8) &
  saying=$!
  rm -rf -- "$ARCHIVES"
  mkdir -p -- "$ARCHIVES"
  archive threads "$THREADS_PATH" multicore &
  archiving=$!
  archive processes "$PROCESSES_PATH" niodev
  wait "$archiving"
  kill "$saying" || true
  printf '%s\n' "$MPJ_HOME" >"$ARCHIVES/made"
}

# archive NAME CLASS_PATH DEVICE: archives the classes that a small job on the device loads, in any of its JVMs.
archive() {
  local work=$ARCHIVES/$1.work
  mkdir -p -- "$work"
  printf '%s\n' 'PUT key value' 'GET key' 'ADD 1' 'DELETE key' >"$work/commands"
  (
    unset "${!DHT_@}" JAVA_TOOL_OPTIONS _JAVA_OPTIONS
    export DHT_BUILD=never JDK_JAVA_OPTIONS="\"-XX:DumpLoadedClassList=$work/%p.classes\""
    timeout --foreground 60 "$ROOT/scripts/dht" -np 3 --device "$3" --ids xxh3 --nodes 2 --output "$work/results" "$work/commands"
  )
  # Ids tell the classes of one process apart, and those with a source belong to other loaders.
  sed '/ source: /d; s/ id: .*//' "$work"/*.classes | sort -u >"$work/list"
  # Only this collector archives objects, too; others load them.
  env -u JAVA_TOOL_OPTIONS -u JDK_JAVA_OPTIONS -u _JAVA_OPTIONS "$JAVA" -Xshare:dump -XX:+UseG1GC -XX:SharedClassListFile="$work/list" -XX:SharedArchiveFile="$work/archive" -cp "$2" &&
    mv -- "$work/archive" "$ARCHIVES/$1.jsa"
  rm -rf -- "$work"
}

# archive_options NAME: sets ARCHIVE_OPTIONS, those of a JVM that starts from an archive; none where that would not fit.
archive_options() {
  ARCHIVE_OPTIONS=()
  [[ -r $ARCHIVES/$1.jsa ]] && are_archived || return 0
  # When the JVM finds that an archive does not fit it goes without, and from Java 24 on complains.
  ARCHIVE_OPTIONS=("-XX:SharedArchiveFile=$ARCHIVES/$1.jsa" -Xshare:auto '-Xlog:cds*=off:stderr')
  if ((JAVA_MAJOR >= 24)); then ARCHIVE_OPTIONS+=('-Xlog:aot*=off:stderr'); fi
}

