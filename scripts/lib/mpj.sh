# shellcheck shell=bash
# Finds MPJ Express, and lays out a working MPJ_HOME. Sourced by setup.sh, never run.

# Where Debian's package is installed, and where it is unpacked by those who may not install.
readonly DEBIAN_MPJ=/usr/share/mpj
readonly UNPACKED=$TARGET/libmpj-java

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
    [[ -r $MPJ_JAR ]] || MPJ_JAR=$UNPACKED$DEBIAN_MPJ/lib/mpj.jar
    [[ -e $MPJ_HOME/lib/mpj.jar && -e $MPJ_HOME/conf/mpjexpress.conf && -d $MPJ_HOME/logs ]] || lay_out_mpj_home
  fi
  export MPJ_HOME
}

# get_mpj: Debian's package, unpacked or else installed; sets MPJ_JAR.
get_mpj() {
  local right="or set MPJ_HOME to an unpacked MPJ Express 0.44"
  if ! apt_unpack libmpj-java "$UNPACKED"; then
    may_install || die 3 "MPJ Express is missing, and cannot be fetched: run 'sudo apt-get install libmpj-java', $right"
    apt_install libmpj-java || die 3 "libmpj-java cannot be installed: see $TARGET/setup.log, $right"
    MPJ_JAR=$DEBIAN_MPJ/lib/mpj.jar
  fi
  [[ -r $MPJ_JAR ]] || die 3 "libmpj-java has no $MPJ_JAR; $right"
}

# Debian's jars name log4j-1.2.jar and three commons jars beside themselves, where Debian puts none; and conf/ and a
# writable logs/ are looked for in MPJ_HOME. The build puts the named jars into target/mpj-lib.
lay_out_mpj_home() {
  local jar home=$TARGET/mpj-home
  require_writable_target
  if [[ ! -r $MPJ_JAR ]]; then get_mpj; fi
  mkdir -p "$home/lib" "$home/conf" "$home/logs"
  # Copies: Java looks for what a manifest names beside the file that a link points to.
  cp -pL "${MPJ_JAR%/*}"/*.jar "$home/lib/"
  ln -sfn ../../mpj-lib/reload4j.jar "$home/lib/log4j-1.2.jar"
  for jar in commons-cli commons-codec commons-io; do
    ln -sfn "../../mpj-lib/$jar.jar" "$home/lib/$jar.jar"
  done
  ln -sfn ../../../mpj-config/mpjexpress.conf "$home/conf/mpjexpress.conf"
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

