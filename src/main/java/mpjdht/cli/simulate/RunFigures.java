package mpjdht.cli.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mpjdht.node.chord.ChordMachine;
import mpjdht.node.chord.ChordNode;
import mpjdht.sim.Micros;
import mpjdht.sim.Simulation;
import mpjdht.sim.Traffic;
import mpjdht.sim.chord.LookupStatistics;
import mpjdht.sim.chord.SimulatedRing;

/** What came of a run, for people and for programs. */
final class RunFigures {
    private static final int BAR = 50;

    private final SimulatedRing ring;
    private final double seconds;
    private final LookupStatistics lookups;
    private final LookupStatistics atRest;
    private final Traffic traffic;

    /**
     * The figures of a run.
     *
     * @param ring after the run
     * @param seconds that it took, of real time
     */
    RunFigures(SimulatedRing ring, double seconds) {
        this.ring = ring;
        this.seconds = seconds;
        this.lookups = ring.lookups();
        this.atRest = ring.lookupsAtRest();
        this.traffic = ring.simulation().traffic();
    }

    /** Lines for people. */
    List<String> lines() {
        Distribution hops = new Distribution(lookups.hops());
        Distribution timeouts = new Distribution(lookups.timeouts());
        List<String> lines = new ArrayList<>();
        lines.add("plan        " + ring.plan());
        lines.add("lookups     " + text(lookups));
        lines.add("at rest     " + text(atRest));
        lines.add("hops        " + hops.text());
        lines.addAll(bars(hops));
        lines.add("time-outs   " + timeouts.text());
        lines.add("messages    " + grouped(traffic.sent()) + " (" + grouped(traffic.sentBytes()) + " B), "
                + grouped(traffic.lost()) + " lost, " + grouped(traffic.duplicated()) + " doubled");
        lines.add("faults      " + grouped(ring.faultsHappened()) + ", " + grouped(ring.faultsSkipped())
                + " skipped because they would break what Chord assumes");
        lines.add("keys        " + grouped(keysMoved()) + " moved, " + grouped(ring.keysLostInCrashes())
                + " lost in crashes");
        lines.add("nodes       " + grouped(ring.picture().size()) + " at the end");
        lines.add(String.format(
                Locale.ROOT,
                "events      %s in %.2f s, %s events/s; %.1f s of virtual time",
                grouped(traffic.events()),
                seconds,
                grouped(eventsPerSecond()),
                (double) ring.simulation().nowMicros() / Micros.SECOND));
        lines.add("trace hash  " + traceHash());
        return lines;
    }

    /** The same for programs. */
    Map<String, Object> json() {
        Distribution hops = new Distribution(lookups.hops());
        Distribution timeouts = new Distribution(lookups.timeouts());
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("plan", ring.plan().toString());
        map.put("seed", ring.plan().seed());
        map.put("nodes", ring.plan().nodes());
        map.put("lookups", lookups.asked());
        map.put("right", lookups.right());
        map.put("wrong", lookups.wrong());
        map.put("not_found", lookups.notFound());
        map.put("unanswered", lookups.unanswered());
        map.put("lookups_at_rest", atRest.asked());
        map.put("right_at_rest", atRest.right());
        map.put("hops", hops.json());
        map.put("timeouts", timeouts.json());
        map.put("messages", traffic.sent());
        map.put("message_bytes", traffic.sentBytes());
        map.put("messages_lost", traffic.lost());
        map.put("messages_doubled", traffic.duplicated());
        map.put("faults_happened", ring.faultsHappened());
        map.put("faults_skipped", ring.faultsSkipped());
        map.put("keys_moved", keysMoved());
        map.put("keys_lost_in_crashes", ring.keysLostInCrashes());
        map.put("nodes_at_end", ring.picture().size());
        map.put("events", traffic.events());
        map.put("virtual_micros", ring.simulation().nowMicros());
        map.put("trace_hash", traceHash());
        return map;
    }

    /** The hash of every event, as text. */
    String traceHash() {
        return String.format(Locale.ROOT, "%016x", ring.simulation().traceHash());
    }

    long events() {
        return traffic.events();
    }

    private long eventsPerSecond() {
        return seconds > 0 ? Math.round(traffic.events() / seconds) : 0;
    }

    private static String text(LookupStatistics lookups) {
        return grouped(lookups.asked()) + ": " + grouped(lookups.right()) + " right, " + grouped(lookups.wrong())
                + " wrong, " + grouped(lookups.notFound()) + " not found, " + grouped(lookups.unanswered())
                + " unanswered";
    }

    /** Keys that the processes which are up were handed by others. */
    private long keysMoved() {
        Simulation simulation = ring.simulation();
        long moved = 0;
        for (int rank = 0; rank < simulation.size(); rank++) {
            if (simulation.up(rank) && simulation.machine(rank) instanceof ChordMachine machine) {
                moved +=
                        machine.nodes().stream().mapToLong(ChordNode::keysTaken).sum();
            }
        }
        return moved;
    }

    private static List<String> bars(Distribution hops) {
        List<String> lines = new ArrayList<>();
        long highest = hops.mostOften();
        for (int value = hops.least(); value <= hops.most(); value++) {
            long count = hops.count(value);
            int length = highest == 0 ? 0 : (int) (count * BAR / highest);
            lines.add(String.format(Locale.ROOT, "            %4d  %-50s %s", value, "#".repeat(length), grouped(count))
                    .stripTrailing());
        }
        return lines;
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
