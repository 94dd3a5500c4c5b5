package mpjdht.cli.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mpjdht.runtime.PeerWatch;
import mpjdht.runtime.console.Reports;

/**
 * What a launcher knows of a job's ranks, and what follows from it: whether the job is over, with which exit code, and
 * who is to be named for it.
 *
 * <p>MPJ Express says nothing when a process dies. Its rank is found by elimination: it started, and then neither ended,
 * nor failed, nor noticed another's death, nor says any longer that it is alive. So a verdict waits, after the first
 * sign of trouble, until every rank is accounted for or {@link #GRACE_MILLIS} have passed.
 *
 * <p>Time is handed in, and is time spent listening: a launcher that was stopped, or that waited for a slow reader of
 * its output, has heard no silence.
 */
final class JobWatch {
    /** How long a rank may take to give its first sign of life, counted from the last rank's first sign. */
    static final long START_MILLIS = 15_000;

    /** How long a verdict waits for ranks that have not said what became of them. */
    static final long GRACE_MILLIS = 2_000;

    /** After how long a silent rank is dead when something is known to be wrong. */
    static final long SUSPECT_MILLIS = 1_500;

    /** How long ranks may take to end after the command rank has. */
    static final long END_MILLIS = 5_000;

    private static final String DIED = "died";
    private static final String SILENT = "fell silent";

    /** What is known of a rank's process. */
    enum Life {
        LIVES,
        GONE,
        UNKNOWN
    }

    private enum State {
        AWAITED,
        PROCESS_STARTED,
        RUNNING,
        ENDED,
        FAILED,
        LOST_PEER,
        DIED,
        LOST_DAEMON;

        boolean joined() {
            return this != AWAITED && this != PROCESS_STARTED;
        }

        boolean accountedFor() {
            return joined() && this != RUNNING;
        }
    }

    /**
     * The end of a job.
     *
     * @param exitCode 0 to 255
     * @param lines for the user's standard error
     */
    record Outcome(int exitCode, List<String> lines) {}

    private final List<String> hosts;
    private final State[] states;
    private final long[] heardMillis;
    private final IntFunction<Life> lives;
    private final int daemonPort;
    private final long silenceMillis;
    private final List<String> failures = new ArrayList<>();
    private Optional<String> firstLoss = Optional.empty();
    private boolean connectionsBroke;
    private long lastStartMillis;
    private long troubleMillis = -1;
    private long commandEndMillis = -1;
    private int commandExitCode;

    /**
     * Watches a job that begins at time 0.
     *
     * @param hosts the host of each rank; the last rank is the command rank
     * @param lives tells of a rank what is known of its process
     * @param daemonPort of every host's MPJ daemon
     * @param silenceMillis after how long a silent rank is dead when nothing else is known
     */
    JobWatch(List<String> hosts, IntFunction<Life> lives, int daemonPort, long silenceMillis) {
        this.lives = lives;
        this.daemonPort = daemonPort;
        this.silenceMillis = silenceMillis;
        this.hosts = new ArrayList<>(hosts);
        this.states = new State[hosts.size()];
        Arrays.fill(states, State.AWAITED);
        this.heardMillis = new long[hosts.size()];
    }

    /** Returns whether {@code rank} is one of this job's. */
    boolean knows(int rank) {
        return rank >= 0 && rank < states.length;
    }

    /** Returns whether {@code rank} is the one that writes the results. */
    boolean isCommandRank(int rank) {
        return rank == states.length - 1;
    }

    /** Returns whether every rank has joined the job. */
    boolean allJoined() {
        return Arrays.stream(states).allMatch(State::joined);
    }

    /** The rank's process runs, but it has not joined the job. */
    void processStarted(int rank, long nowMillis) {
        if (states[rank] == State.AWAITED) {
            states[rank] = State.PROCESS_STARTED;
            lastStartMillis = nowMillis;
        }
    }

    /** Any frame of the rank. */
    void heard(int rank, long nowMillis) {
        heardMillis[rank] = nowMillis;
        if (!states[rank].joined()) {
            states[rank] = State.RUNNING;
            lastStartMillis = nowMillis;
        }
    }

    void started(int rank, String host, long nowMillis) {
        hosts.set(rank, host);
        heard(rank, nowMillis);
    }

    void ended(int rank, int exitCode, long nowMillis) {
        become(rank, State.ENDED, nowMillis);
        if (isCommandRank(rank)) {
            commandEndMillis = nowMillis;
            commandExitCode = exitCode;
        }
    }

    void failed(int rank, String host, String reason, long nowMillis) {
        become(rank, State.FAILED, nowMillis);
        trouble(nowMillis);
        failures.add(Reports.failed(rank, host, reason));
    }

    void lostPeer(int rank, String host, String reason, long nowMillis) {
        become(rank, State.LOST_PEER, nowMillis);
        trouble(nowMillis);
        connectionsBroke |= !PeerWatch.isSilence(reason);
        if (firstLoss.isEmpty()) {
            firstLoss = Optional.of(Reports.lostPeer(rank, host, reason));
        }
    }

    /**
     * The stream on which the rank was heard is over: its process is gone, or out of reach.
     *
     * @param daemonGone whether that is because the host's daemon is
     */
    void streamOver(int rank, boolean daemonGone, long nowMillis) {
        if (states[rank] == State.RUNNING) {
            states[rank] = daemonGone ? State.LOST_DAEMON : State.DIED;
            trouble(nowMillis);
        }
    }

    /** The job could not be started, or not completely; {@code line} says why. */
    void launchFailed(String line, long nowMillis) {
        trouble(nowMillis);
        failures.add(line);
    }

    private void trouble(long nowMillis) {
        if (troubleMillis < 0) {
            troubleMillis = nowMillis;
        }
    }

    private void become(int rank, State state, long nowMillis) {
        heard(rank, nowMillis);
        states[rank] = state;
    }

    /**
     * Returns how the job ended, or empty while it goes on.
     *
     * @param streamsOver whether nothing more will be heard
     */
    Optional<Outcome> outcome(long nowMillis, boolean streamsOver) {
        boolean allAccountedFor = ranks(r -> !states[r].accountedFor()).isEmpty();
        if (troubleMillis >= 0) {
            boolean decided = allAccountedFor || streamsOver || nowMillis - troubleMillis >= GRACE_MILLIS;
            return decided ? Optional.of(collapse(nowMillis, streamsOver)) : Optional.empty();
        }
        if (allAccountedFor) {
            // Every word is said; the processes still have to go.
            long lastWordMillis = Arrays.stream(heardMillis).max().orElse(0);
            boolean gone = streamsOver || nowMillis - lastWordMillis >= GRACE_MILLIS;
            return gone ? Optional.of(new Outcome(commandExitCode, List.of())) : Optional.empty();
        }
        if (streamsOver) {
            return Optional.of(collapse(nowMillis, true));
        }
        if (!allJoined() && nowMillis - lastStartMillis >= START_MILLIS) {
            return Optional.of(new Outcome(LaunchException.JOB_FAILED, missingLines()));
        }
        if (!ranks(r -> silentFor(silenceMillis, r, nowMillis)).isEmpty()) {
            // With it those that said their last word a moment later.
            List<Integer> silent = ranks(r -> silentFor(silenceMillis / 2, r, nowMillis));
            return Optional.of(new Outcome(LaunchException.JOB_FAILED, unheardLines(silent, false)));
        }
        if (commandEndMillis >= 0 && nowMillis - commandEndMillis >= END_MILLIS) {
            List<Integer> left = ranks(r -> !states[r].accountedFor());
            int exitCode = commandExitCode == 0 ? LaunchException.JOB_FAILED : commandExitCode;
            return Optional.of(new Outcome(exitCode, byHost(left, "did not end with the job")));
        }
        return Optional.empty();
    }

    private Outcome collapse(long nowMillis, boolean streamsOver) {
        if (!failures.isEmpty()) {
            return new Outcome(LaunchException.JOB_FAILED, List.copyOf(failures));
        }
        List<String> lines = new ArrayList<>(byHost(
                ranks(r -> states[r] == State.LOST_DAEMON),
                (ranks, host) -> "the MPJ daemon on host " + host + " (port " + daemonPort + ") is gone, and " + ranks
                        + " with it"));
        lines.addAll(byHost(ranks(r -> states[r] == State.DIED), DIED));
        lines.addAll(unheardLines(
                ranks(r -> states[r] == State.RUNNING && (streamsOver || silentFor(SUSPECT_MILLIS, r, nowMillis))),
                streamsOver || connectionsBroke));
        lines.addAll(byHost(ranks(r -> !states[r].joined()), "did not join the job"));
        if (lines.isEmpty()) {
            firstLoss.ifPresent(lines::add);
        }
        return new Outcome(LaunchException.JOB_FAILED, lines);
    }

    /** A rank that is not heard has died, or its process lives, and is stopped or out of reach. */
    private List<String> unheardLines(List<Integer> unheard, boolean deadIfUnknown) {
        Map<Boolean, List<Integer>> byDeath = unheard.stream()
                .collect(Collectors.partitioningBy(rank -> switch (lives.apply(rank)) {
                    case LIVES -> false;
                    case GONE -> true;
                    case UNKNOWN -> deadIfUnknown;
                }));
        List<String> lines = new ArrayList<>(byHost(byDeath.get(true), DIED));
        lines.addAll(byHost(byDeath.get(false), SILENT));
        return lines;
    }

    private List<String> missingLines() {
        String within = "within " + START_MILLIS / 1000 + " s: ";
        List<Integer> unborn = ranks(r -> states[r] == State.AWAITED);
        return unborn.isEmpty()
                ? byHost(
                        ranks(r -> states[r] == State.PROCESS_STARTED),
                        "did not join the job " + within
                                + "can the hosts reach each other, and resolve this host's name?")
                : byHost(
                        unborn,
                        "gave no sign of life " + within
                                + "are the project, Java and this folder at the same paths there,"
                                + " and can the hosts reach each other?");
    }

    private boolean silentFor(long millis, int rank, long nowMillis) {
        return states[rank] == State.RUNNING && nowMillis - heardMillis[rank] >= millis;
    }

    private List<Integer> ranks(IntPredicate which) {
        return IntStream.range(0, states.length).filter(which).boxed().toList();
    }

    private List<String> byHost(List<Integer> ranks, String what) {
        return byHost(ranks, (who, host) -> who + " on host " + host + " " + what);
    }

    /** One line a host, the hosts in the order of their ranks. */
    private List<String> byHost(List<Integer> ranks, BinaryOperator<String> ofRanksAndHost) {
        Map<String, List<Integer>> ranksOf = new LinkedHashMap<>();
        new TreeMap<>(ranks.stream().collect(Collectors.toMap(r -> r, hosts::get)))
                .forEach((rank, host) ->
                        ranksOf.computeIfAbsent(host, h -> new ArrayList<>()).add(rank));
        List<String> lines = new ArrayList<>();
        ranksOf.forEach((host, list) -> {
            String numbers = list.stream().map(String::valueOf).collect(Collectors.joining(", "));
            lines.add("mpj-dht: " + ofRanksAndHost.apply((list.size() == 1 ? "rank " : "ranks ") + numbers, host));
        });
        return lines;
    }
}
