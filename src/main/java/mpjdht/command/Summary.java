package mpjdht.command;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts what the commands of a run came to, and says it in lines for stderr. */
public final class Summary {
    private long puts;
    private long gets;
    private long deletes;
    private long swaps;
    private long increments;
    private long adds;
    private long removes;
    private long explains;
    private long rings;
    private long nodes;
    private long getMisses;
    private long deleteMisses;
    private long swapMisses;
    private long failed;
    private long unreadable;
    private long keysMoved;
    private long bytesMoved;
    private long hops;

    /** Counts a command that ran; END is none. */
    public void count(Outcome outcome) {
        count(outcome.verb(), outcome.isFound());
        if (outcome.verb() == Verb.ADD || outcome.verb() == Verb.REMOVE) {
            countMoved(outcome.keysMoved(), outcome.bytesMoved());
        }
    }

    /**
     * Counts a command that ran, when nobody needs its outcome.
     *
     * @param found whether a GET, DELETE or CAS found its key; has no meaning for others
     */
    public void count(Verb verb, boolean found) {
        switch (verb) {
            case PUT -> puts++;
            case GET -> {
                gets++;
                getMisses += found ? 0 : 1;
            }
            case DELETE -> {
                deletes++;
                deleteMisses += found ? 0 : 1;
            }
            case CAS -> {
                swaps++;
                swapMisses += found ? 0 : 1;
            }
            case INCR -> increments++;
            case ADD -> adds++;
            case REMOVE -> removes++;
            case EXPLAIN -> explains++;
            case RING -> rings++;
            case NODE -> nodes++;
            case END -> {}
        }
    }

    /** Counts the messages that a PUT, GET, DELETE, CAS or INCR took from the head to the owner. */
    public void countHops(int count) {
        hops += count;
    }

    private void countMoved(long keys, long bytes) {
        keysMoved += keys;
        bytesMoved += bytes;
    }

    /** Counts a command that failed, or a line or file that could not be read. */
    public void count(CommandError error) {
        if (error.kind() == CommandError.Kind.COMMAND_FAILED) {
            failed++;
        } else {
            unreadable++;
        }
    }

    /** Everything counted so far, for {@link #add}. */
    public List<Long> figures() {
        return List.of(
                puts,
                gets,
                deletes,
                swaps,
                increments,
                adds,
                removes,
                explains,
                rings,
                nodes,
                getMisses,
                deleteMisses,
                swapMisses,
                failed,
                unreadable,
                keysMoved,
                bytesMoved,
                hops);
    }

    /**
     * Counts what another summary has counted.
     *
     * @param figures those of the other
     */
    public void add(List<Long> figures) {
        Iterator<Long> next = figures.iterator();
        puts += next.next();
        gets += next.next();
        deletes += next.next();
        swaps += next.next();
        increments += next.next();
        adds += next.next();
        removes += next.next();
        explains += next.next();
        rings += next.next();
        nodes += next.next();
        getMisses += next.next();
        deleteMisses += next.next();
        swapMisses += next.next();
        failed += next.next();
        unreadable += next.next();
        keysMoved += next.next();
        bytesMoved += next.next();
        hops += next.next();
    }

    /** Commands that ran. */
    public long commands() {
        return requests() + adds + removes + explains + rings + nodes;
    }

    /** Commands that failed, and lines and files that could not be read. */
    public long failures() {
        return failed + unreadable;
    }

    /** The exit code that the errors counted ask for: 2 when something could not be read, else 1 or 0. */
    public int exitCode() {
        if (unreadable > 0) {
            return CommandError.Kind.UNREADABLE.exitCode();
        }
        return failed > 0 ? CommandError.Kind.COMMAND_FAILED.exitCode() : 0;
    }

    /**
     * Renders the summary.
     *
     * @param nodesAtEnd nodes on the circle at the end
     * @param seconds time that the commands took
     */
    public List<String> lines(long nodesAtEnd, double seconds) {
        String kinds = kinds();
        String time = String.format(Locale.ROOT, "%.3f s", seconds);
        String rate = seconds > 0 ? ", " + grouped(Math.round(commands() / seconds)) + " commands/s" : "";
        return List.of(
                counted(commands(), "command", "commands") + " in " + time + rate
                        + (kinds.isEmpty() ? "" : ": " + kinds),
                failuresText() + "; " + counted(nodesAtEnd, "node", "nodes") + "; " + counted(keysMoved, "key", "keys")
                        + " (" + grouped(bytesMoved) + " B) moved" + hopsText());
    }

    /** Hops of a PUT, GET, DELETE, CAS or INCR on average; 0 when there was none. */
    public double meanHops() {
        return requests() == 0 ? 0 : (double) hops / requests();
    }

    private long requests() {
        return puts + gets + deletes + swaps + increments;
    }

    /** Says nothing where every request took one hop. */
    private String hopsText() {
        return meanHops() <= 1 ? "" : String.format(Locale.ROOT, "; %.2f hops on average", meanHops());
    }

    private String kinds() {
        return Stream.of(
                        kind(puts, "PUT", 0),
                        kind(gets, "GET", getMisses),
                        kind(deletes, "DELETE", deleteMisses),
                        kind(swaps, "CAS", swapMisses),
                        kind(increments, "INCR", 0),
                        kind(adds, "ADD", 0),
                        kind(removes, "REMOVE", 0),
                        kind(explains, "EXPLAIN", 0),
                        kind(rings, "RING", 0),
                        kind(nodes, "NODE", 0))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String kind(long count, String verb, long misses) {
        String missed = misses == 0 ? "" : " (" + counted(misses, "miss", "misses") + ")";
        return count == 0 ? "" : grouped(count) + " " + verb + missed;
    }

    private String failuresText() {
        if (failures() == 0) {
            return "no failures";
        }
        return Stream.of(
                        failed == 0 ? "" : counted(failed, "command", "commands") + " failed",
                        unreadable == 0 ? "" : counted(unreadable, "line", "lines") + " could not be read")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String counted(long count, String one, String many) {
        return grouped(count) + " " + (count == 1 ? one : many);
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
