package mpjdht.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lists of faults as text: the faults with commas between them; {@code none} for no fault. */
public final class FaultList {
    private static final String NONE = "none";

    private FaultList() {}

    /** The text that {@link #parse} reads. */
    public static String text(List<Fault> faults) {
        return faults.isEmpty() ? NONE : faults.stream().map(Fault::toString).collect(Collectors.joining(","));
    }

    /**
     * Reads a list of faults.
     *
     * @throws IllegalArgumentException if the text is none; it says what is wrong and what would be right
     */
    public static List<Fault> parse(String text) {
        List<Fault> faults = new ArrayList<>();
        if (!text.equals(NONE)) {
            for (String fault : text.split(",", -1)) {
                faults.add(parseFault(fault));
            }
        }
        return faults;
    }

    private static Fault parseFault(String text) {
        String[] words = text.split(":", -1);
        try {
            return fault(words, Micros.parse(words[0]), words.length > 1 ? words[1] : "");
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw unreadable(text, e);
        }
    }

    private static Fault fault(String[] words, long at, String verb) {
        if (words.length != words(verb)) {
            throw new ArrayIndexOutOfBoundsException(words.length);
        }
        return switch (verb) {
            case "crash" -> new Fault.Crash(at, RankSet.rank(words[2]));
            case "restart" -> new Fault.Restart(at, RankSet.rank(words[2]));
            case "join" -> new Fault.Join(at, RankSet.rank(words[2]));
            case "leave" -> new Fault.Leave(at, RankSet.rank(words[2]));
            case "slow" ->
                new Fault.Slow(at, Micros.parse(words[2]), RankSet.rank(words[3]), Integer.parseInt(words[4]));
            case "pause" -> new Fault.Pause(at, Micros.parse(words[2]), RankSet.rank(words[3]));
            case "clock" -> new Fault.ClockJump(at, Micros.parse(words[2]), RankSet.rank(words[3]));
            case "cut", "cut-one-way" ->
                new Fault.Cut(
                        at,
                        Micros.parse(words[2]),
                        RankSet.parse(words[3]),
                        RankSet.parse(words[4]),
                        verb.equals("cut"));
            default -> throw new NumberFormatException(verb);
        };
    }

    private static int words(String verb) {
        return switch (verb) {
            case "pause", "clock" -> 4;
            case "slow", "cut", "cut-one-way" -> 5;
            default -> 3;
        };
    }

    private static IllegalArgumentException unreadable(String text, RuntimeException cause) {
        return new IllegalArgumentException(
                "'" + text + "' is no fault: right are 3s:join:RANK, 3s:leave:RANK, 3s:crash:RANK, 3s:restart:RANK,"
                        + " 3s:slow:500ms:RANK:FACTOR, 3s:pause:500ms:RANK, 3s:clock:500ms:RANK, 3s:cut:500ms:RANKS:RANKS and 3s:cut-one-way:500ms:RANKS:RANKS,"
                        + " with ranks as in 1-3.7",
                cause);
    }
}
