package mpjdht.command;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts what the commands of a run came to, and says it in lines for stderr. */
public final class Summary {
    /** Those that are told, in that order. */
    private static final List<Verb> TOLD = List.of(
            Verb.PUT,
            Verb.GET,
            Verb.DELETE,
            Verb.CAS,
            Verb.INCR,
            Verb.APPEND,
            Verb.ADD,
            Verb.REMOVE,
            Verb.EXPLAIN,
            Verb.RING,
            Verb.KEYS,
            Verb.EXPORT,
            Verb.IMPORT,
            Verb.NODE,
            Verb.REPLICAS,
            Verb.LEADER,
            Verb.FLOOD,
            Verb.SYNC,
            Verb.METRICS,
            Verb.CRASH,
            Verb.RECOVER,
            Verb.PAUSE,
            Verb.DELAY,
            Verb.PARTITION,
            Verb.HEAL,
            Verb.WAIT);

    private static final List<Verb> REQUESTS = TOLD.subList(0, TOLD.indexOf(Verb.ADD));
    /** Those that may find nothing. */
    private static final List<Verb> FINDERS = List.of(Verb.GET, Verb.DELETE, Verb.CAS, Verb.FLOOD);

    private final Map<Verb, Tally> tallies = new EnumMap<>(Verb.class);

    private long failed;
    private long unreadable;
    private long keysMoved;
    private long bytesMoved;
    private long hops;
    private long copiesMade;
    private long bytesOfCopies;
    private long behind;
    private long mostBehind;
    private long siblings;

    /** Commands of one verb. */
    private static final class Tally {
        private long ran;
        /** Those that found nothing. */
        private long missed;
    }

    /** Nothing counted. */
    public Summary() {
        for (Verb verb : Verb.values()) {
            tallies.put(verb, new Tally());
        }
    }

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
        Tally tally = tallies.get(verb);
        tally.ran++;
        tally.missed += found ? 0 : 1;
    }

    /** Counts the messages that a PUT, GET, DELETE, CAS or INCR took from the head to the owner. */
    public void countHops(int count) {
        hops += count;
    }

    /** Counts a read that told what is so many versions older than the newest that was known. */
    public void countBehind(int versions) {
        behind += versions > 0 ? 1 : 0;
        mostBehind = Math.max(mostBehind, versions);
    }

    /** Counts a read that found several values side by side. */
    public void countSiblings() {
        siblings++;
    }

    /** Counts the copies that were made because others were lost. */
    public void countCopiesMade(long copies, long bytes) {
        copiesMade += copies;
        bytesOfCopies += bytes;
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
        List<Long> figures = new ArrayList<>();
        TOLD.forEach(verb -> figures.add(tallies.get(verb).ran));
        FINDERS.forEach(verb -> figures.add(tallies.get(verb).missed));
        figures.addAll(List.of(failed, unreadable, keysMoved, bytesMoved, hops, behind, mostBehind, siblings));
        return figures;
    }

    /** The same without errors: of a run that ends with its first one, and may begin there again. */
    public List<Long> figuresBeforeError() {
        Summary before = new Summary();
        before.add(figures());
        before.failed = 0;
        before.unreadable = 0;
        return before.figures();
    }

    /**
     * Counts what another summary has counted.
     *
     * @param figures those of the other
     */
    public void add(List<Long> figures) {
        Iterator<Long> next = figures.iterator();
        TOLD.forEach(verb -> tallies.get(verb).ran += next.next());
        FINDERS.forEach(verb -> tallies.get(verb).missed += next.next());
        failed += next.next();
        unreadable += next.next();
        keysMoved += next.next();
        bytesMoved += next.next();
        hops += next.next();
        behind += next.next();
        mostBehind = Math.max(mostBehind, next.next());
        siblings += next.next();
    }

    /** Commands that ran. */
    public long commands() {
        return ranOf(TOLD);
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
                        + " (" + grouped(bytesMoved) + " B) moved" + copiesText() + behindText() + siblingsText()
                        + hopsText());
    }

    /** Hops of a PUT, GET, DELETE, CAS or INCR on average; 0 when there was none. */
    public double meanHops() {
        return requests() == 0 ? 0 : (double) hops / requests();
    }

    private long requests() {
        return ranOf(REQUESTS);
    }

    private long ranOf(List<Verb> verbs) {
        return verbs.stream().mapToLong(verb -> tallies.get(verb).ran).sum();
    }

    /** Says nothing where every request took one hop. */
    private String hopsText() {
        return meanHops() <= 1 ? "" : String.format(Locale.ROOT, "; %.2f hops on average", meanHops());
    }

    private String copiesText() {
        return copiesMade == 0
                ? ""
                : "; " + counted(copiesMade, "copy", "copies") + " (" + grouped(bytesOfCopies) + " B) made again";
    }

    private String behindText() {
        return behind == 0
                ? ""
                : "; " + counted(behind, "GET", "GETs") + " behind what was known, by "
                        + counted(mostBehind, "version", "versions") + " at most";
    }

    private String siblingsText() {
        return siblings == 0 ? "" : "; " + counted(siblings, "GET", "GETs") + " found several values";
    }

    private String kinds() {
        return TOLD.stream().map(this::kind).filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
    }

    private String kind(Verb verb) {
        long count = tallies.get(verb).ran;
        long misses = FINDERS.contains(verb) ? tallies.get(verb).missed : 0;
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
