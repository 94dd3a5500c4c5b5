# shellcheck shell=bash
# --restarts N of scripts/dht: starts a job again that has died, from its data, so that its user sees one. Sourced by that script.

# died CODE: whether a job that ended so did not end by itself, and not because it was told to.
died() {
  (($1 == 3 || ($1 > 128 && $1 != 129 && $1 != 130 && $1 != 143)))
}

# generation: what the folder says of the jobs that have begun on it.
generation() {
  local text=''
  if [[ -r $DATA/current ]]; then IFS= read -r text <"$DATA/current" || true; fi
  printf '%s' "$text"
}

# told SIGNAL: the job hears of it, once.
told() {
  local stat
  TOLD=$1
  [[ -n $CHILD ]] || return 0
  # What is typed on a terminal reaches all processes of the group.
  if [[ $1 == INT ]]; then
    stat=$(<"/proc/$$/stat")
    # Behind the name: state, parent, group, session, terminal, group in the foreground.
    read -r -a stat <<<"${stat##*) }"
    [[ ${stat[2]} != "${stat[5]}" ]] || return 0
  fi
  kill -s "$1" -- "$CHILD" 2>/dev/null || true
}

# hosts_that_answer FILE: sets HOSTFILE to a file with the hosts of FILE whose daemon runs, or starts.
hosts_that_answer() {
  local line one=$SCRATCH/one left=$SCRATCH/hosts
  : >"$left"
  while IFS= read -r line || [[ -n $line ]]; do
    [[ $line =~ ^[[:space:]]*(#.*)?$ ]] && continue
    printf '%s\n' "$line" >"$one"
    if "$DHT_SCRIPTS/cluster" start "$one" >/dev/null 2>&1 </dev/null; then
      printf '%s\n' "$line" >>"$left"
    else
      printf 'mpj-dht: host %s does not come back, and is left out\n' "$line" >&2
    fi
  done <"$1"
  HOSTFILE=$left
}

# run_once ARGUMENT...: runs the job, and sets CODE to its exit code.
run_once() {
  CODE=0
  "$DHT_SCRIPTS/dht" "$@" </dev/null &
  CHILD=$!
  while :; do
    CODE=0
    { wait "$CHILD" || CODE=$?; } 2>/dev/null
    # A signal ends the wait, and not the job.
    kill -0 "$CHILD" 2>/dev/null || break
  done
  CHILD=''
}

# refuse_restarts TEXT: a line, and out.
refuse_restarts() {
  printf 'mpj-dht: --restarts: %s\n' "$1" >&2
  exit 2
}

# with_restarts N ARGUMENT...: runs the job that the arguments ask for, up to N times more than once. Does not return.
with_restarts() {
  local most=$1 output='' resumes='' file='' hosts_at=-1 began now unbegun=0 i
  local -a given=("${@:2}")
  [[ $most =~ ^[0-9]{1,4}$ ]] || refuse_restarts "'$most' is no number of restarts; right is 0 to 9999"
  most=$((10#$most)) DATA='' CHILD='' TOLD='' CODE=0
  for ((i = 0; i < ${#given[@]}; i++)); do
    case ${given[i]} in
      --data-dir) DATA=${given[i + 1]:-} ;;
      --data-dir=*) DATA=${given[i]#*=} ;;
      --output | --output=*) output=true ;;
      --resume) resumes=true ;;
      --hosts) hosts_at=$((i + 1)) file=${given[i + 1]:-} ;;
      --hosts=*) hosts_at=$i file=${given[i]#*=} ;;
      -) refuse_restarts "standard input is read once; right is a command file" ;;
      --serve | -i | --interactive) refuse_restarts "only a job that runs command files is started again; right is one of the two" ;;
    esac
  done
  [[ -n $DATA ]] || refuse_restarts "nothing outlives the job; right is --data-dir with it"
  SCRATCH=$(mktemp -d)
  trap 'rm -rf -- "$SCRATCH"' EXIT
  for signal in TERM INT HUP; do
    # shellcheck disable=SC2064
    trap "told $signal" "$signal"
  done
  # Results wait here until the job is over: what a job has printed that died nobody can take back.
  local -a to=()
  if [[ -z $output ]]; then to=(--output "$SCRATCH/results"); fi

  for ((i = 0; ; i++)); do
    began=$(generation)
    run_once "${to[@]}" "${given[@]}"
    now=$(generation)
    if ! died "$CODE" || [[ -n $TOLD ]]; then break; fi
    if [[ $now != "$began" ]]; then
      unbegun=0
      if [[ -z $resumes ]]; then resumes=true given=(--resume "${given[@]}") hosts_at=$((hosts_at + (hosts_at >= 0))); fi
    elif ((CODE == 3 && ++unbegun == 3)); then
      printf 'mpj-dht: the job does not begin; it is not started again\n' >&2
      break
    fi
    ((i < most)) || break
    printf 'mpj-dht: the job died with exit code %d; start %d of %d more\n' "$CODE" "$((i + 1))" "$most" >&2
    if ((hosts_at >= 0)); then
      hosts_that_answer "$file"
      if [[ ${given[hosts_at]} == --hosts=* ]]; then given[hosts_at]=--hosts=$HOSTFILE; else given[hosts_at]=$HOSTFILE; fi
    fi
    if [[ $now == "$began" ]]; then sleep 1; fi
    [[ -z $TOLD ]] || break
  done
  if [[ -z $output && -r $SCRATCH/results ]]; then cat -- "$SCRATCH/results"; fi
  exit "$CODE"
}
