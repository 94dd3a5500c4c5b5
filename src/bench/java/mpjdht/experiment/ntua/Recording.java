package mpjdht.experiment.ntua;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mpjdht.history.History;
import mpjdht.history.HistoryReader;
import mpjdht.history.LinearizabilityChecker;
import mpjdht.history.SearchLimits;
import mpjdht.history.Verdict;
import mpjdht.history.eventual.EventualChecker;
import mpjdht.history.eventual.EventualReport;

/**
 * The history of a job in which each client goes through the same phases: how fast each was, and how many reads of it were stale. A read is
 * stale that tells an older version than a write of its key which had been acknowledged when it was invoked: no linearizable run answers so.
 */
final class Recording {
    private static final Pattern EVENT = Pattern.compile("^\\{\"client\":(\\d+),\"seq\":(\\d+),\"event\":\"(\\w+)\",\"(?:op|outcome)\":\"(\\w+)\"");
    private static final Pattern KEY = Pattern.compile("\"key(?:_base64)?\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern VERSION = Pattern.compile("\"lamport\":(\\d+),\"writer\":(\\d+)");
    private static final Pattern TIME = Pattern.compile("\"time_ns\":(\\d+)\\}$");
    private static final double NANOS = 1e9;

    private final Map<Integer, Client> clients = new TreeMap<>();
    private final Map<String, Version> newest = new HashMap<>();
    private final List<List<Integer>> calls;
    private final Phase[] phases;
    private final int phasesOfRound;

    /** A version of a value: the larger is the newer. */
    private record Version(long lamport, long writer) {
        boolean isOlderThan(Version other) {
            return other != null
                    && (lamport < other.lamport || (lamport == other.lamport && writer < other.writer));
        }
    }

    /** A call under way. */
    private record Call(int phase, boolean reads, String key, Version newestBefore) {}

    /** How far a client is. */
    private static final class Client {
        private final Map<Long, Call> underWay = new HashMap<>();
        private final Map<Integer, Long> begin = new HashMap<>();
        private final Map<Integer, Long> end = new HashMap<>();
        private int asked;
    }

    /** What the clients did in a phase together. */
    static final class Phase {
        private long reads;
        private long stale;
        private double perSecond;

        /** Reads. */
        long reads() {
            return reads;
        }

        /** Those that were stale. */
        long stale() {
            return stale;
        }

        /** Calls a second: what each client did in its time, added up. */
        double perSecond() {
            return perSecond;
        }
    }

    private Recording(List<List<Integer>> calls, int rounds) {
        this.calls = calls;
        phasesOfRound = calls.get(0).size();
        phases = new Phase[phasesOfRound * rounds];
        Arrays.setAll(phases, phase -> new Phase());
    }

    /**
     * Reads a history.
     *
     * @param calls of each client, in each phase of a round
     */
    static Recording of(Path history, List<List<Integer>> calls, int rounds) throws IOException {
        Recording recording = new Recording(calls, rounds);
        for (String line : Files.readAllLines(history)) {
            recording.take(line);
        }
        recording.sumUp();
        return recording;
    }

    private void take(String line) throws IOException {
        Matcher event = EVENT.matcher(line);
        Matcher time = TIME.matcher(line);
        if (!event.find() || !time.find()) {
            throw new IOException("no event of a history: " + line);
        }
        int number = Integer.parseInt(event.group(1));
        Client client = clients.computeIfAbsent(number, one -> new Client());
        long sequence = Long.parseLong(event.group(2));
        long nanos = Long.parseLong(time.group(1));
        if (event.group(3).equals("invoke")) {
            String key = first(KEY, line);
            Call call = new Call(phaseOfCall(number, client.asked++), event.group(4).equals("GET"), key, newest.get(key));
            client.underWay.put(sequence, call);
            client.begin.putIfAbsent(call.phase(), nanos);
        } else {
            returned(client, client.underWay.remove(sequence), line, nanos);
        }
    }

    private static String first(Pattern pattern, String line) {
        Matcher found = pattern.matcher(line);
        return found.find() ? found.group(1) : "";
    }

    /** The phase of a call of a client, through all rounds. */
    private int phaseOfCall(int client, int call) {
        List<Integer> ofRound = calls.get(client);
        int left = call;
        for (int phase = 0; phase < phases.length; phase++) {
            left -= ofRound.get(phase % phasesOfRound);
            if (left < 0) {
                return phase;
            }
        }
        throw new IllegalStateException("client " + client + " has more calls than it was given");
    }

    private void returned(Client client, Call call, String line, long nanos) {
        client.end.put(call.phase(), nanos);
        Matcher told = VERSION.matcher(line);
        Version version = told.find() ? new Version(Long.parseLong(told.group(1)), Long.parseLong(told.group(2))) : null;
        Phase phase = phases[call.phase()];
        if (call.reads()) {
            phase.reads++;
            phase.stale += version != null && version.isOlderThan(call.newestBefore()) ? 1 : 0;
        } else if (version != null && !version.isOlderThan(newest.get(call.key()))) {
            newest.put(call.key(), version);
        }
    }

    private void sumUp() {
        clients.forEach((number, client) -> client.begin.forEach((phase, begin) -> {
            long nanos = Math.max(1, client.end.get(phase) - begin);
            phases[phase].perSecond += calls.get(number).get(phase % phasesOfRound) * NANOS / nanos;
        }));
    }

    /** A phase of a round; both from 0. */
    Phase phase(int round, int phase) {
        return phases[round * phasesOfRound + phase];
    }

    /** All stale reads. */
    long stale() {
        long sum = 0;
        for (Phase phase : phases) {
            sum += phase.stale();
        }
        return sum;
    }

    /** Stale reads of the same history as its checker counts them, which also looks whether it keeps what is promised. */
    static long checkedStale(Path file, boolean isEventual) throws IOException {
        History history;
        try (InputStream in = Files.newInputStream(file)) {
            history = HistoryReader.read(in);
        }
        if (isEventual) {
            EventualReport report = new EventualChecker().check(history);
            if (report.violated()) {
                throw new IOException(file + " breaks what copies promise that are equal in the end");
            }
            return report.ages().stale();
        }
        Verdict verdict = new LinearizabilityChecker(SearchLimits.standard()).check(history).verdict();
        if (verdict != Verdict.LINEARIZABLE) {
            throw new IOException(file + " is " + verdict.name().toLowerCase(Locale.ROOT));
        }
        return 0;
    }
}
