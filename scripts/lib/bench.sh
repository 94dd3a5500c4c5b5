# shellcheck shell=bash
# Set-up shared by the scripts that run what src/bench holds. Sourced after setup.sh, never run.

BENCH_JAR=$TARGET/bench/bench-programs.jar

# is_bench_built: the jars are there, and no source is newer than the start of the build that made them. Maven leaves a
# jar as old as it is when its content is the same, so the jar's own time does not tell.
is_bench_built() {
  is_built && [[ -e $BENCH_JAR && -e $TARGET/bench/built.stamp ]] || return 1
  local newer
  newer=$(find "$ROOT/src/bench" "$ROOT/src/main" "$ROOT/pom.xml" -newer "$TARGET/bench/built.stamp" -print -quit)
  [[ -z $newer ]]
}

# build_bench_if_stale: after find_java and find_mpj; at most one build at a time. Sets BENCH_PATH, the class path of
# src/bench with the product, and PLOT_PATH, the same with what draws. DHT_BUILD=never trusts the jars as they are, as for the product.
build_bench_if_stale() {
  if [[ ${DHT_BUILD:-} != never ]] && ! is_bench_built; then
    require_writable_target
    require_build_tools
    mkdir -p "$TARGET/bench"
    say "building the benchmark and the experiments (the log is target/bench/build.log)"
    lock_build
    if ! is_bench_built; then
      touch "$TARGET/bench/build-began.stamp"
      run_maven -q -Dquick -Pbench -DskipTests package >"$TARGET/bench/build.log" 2>&1 || {
        grep -E '^\[(ERROR|FATAL)\]' "$TARGET/bench/build.log" | head -n 20 >&2 || true
        die 3 "the build failed: see $TARGET/bench/build.log"
      }
      mv "$TARGET/bench/build-began.stamp" "$TARGET/bench/built.stamp"
    fi
    unlock_build
  fi
  BENCH_PATH=$BENCH_JAR:$TARGET/multicore/mpj-dht-shared.jar$(printf ':%s' "$TARGET"/multicore/lib/*.jar)
  PLOT_PATH=$BENCH_PATH$(printf ':%s' "$TARGET"/bench/plot-lib/*.jar)
}
