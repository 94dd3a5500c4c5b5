package mpjdht.command;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mpjdht.command.NaiveParser.Wrong;

/** The arguments of the verbs of faults, for {@link NaiveParser}. */
final class NaiveFaults {
    private final NaiveParser line;
    private final Verb verb;
    private final int verbColumn;

    NaiveFaults(NaiveParser line, Verb verb, int verbColumn) {
        this.line = line;
        this.verb = verb;
        this.verbColumn = verbColumn;
    }

    String parse() {
        return switch (verb) {
            case CRASH, RECOVER -> ofRank(false);
            case PAUSE, DELAY -> ofRank(true);
            case WAIT -> {
                int column = line.column();
                String millis = argument("milliseconds");
                line.nothingElse("");
                yield verbColumn + " WAIT " + millis(millis, column);
            }
            default -> verbColumn + " PARTITION " + sides();
        };
    }

    private String argument(String name) {
        String word = line.bareToken();
        if (word.isEmpty()) {
            throw line.missing(name, "");
        }
        return word;
    }

    private String ofRank(boolean takesTime) {
        boolean namesRank = line.rest().toLowerCase(Locale.ROOT).matches("(?s)rank([ \\t].*)?");
        if (namesRank) {
            line.bareToken();
        }
        int column = line.column();
        String place = argument(namesRank ? "rank" : "id");
        int millisColumn = line.column();
        String millis = takesTime ? argument("milliseconds") : "0";
        line.nothingElse("");
        NaiveParser.requireNumber(place, column, namesRank ? "a rank from 1 to 6" : "an id from 1 to 1000");
        String time = takesTime ? " " + millis(millis, millisColumn) : "";
        if (namesRank) {
            NaiveParser.requireStorageRank(place, column);
        } else {
            NaiveParser.requireOnCircle(place, column);
        }
        return column + " " + verb + (namesRank ? " RANK " : " ") + place + time;
    }

    private static String millis(String word, int column) {
        NaiveParser.requireNumber(word, column, "milliseconds from 0 to 86400000");
        if (isAbove(word, 86_400_000)) {
            throw new Wrong(
                    2,
                    column,
                    NaiveParser.preview(word) + " ms are too long; right is milliseconds from 0 to 86400000");
        }
        return word;
    }

    private static boolean isAbove(String number, long most) {
        return new BigInteger(number).compareTo(BigInteger.valueOf(most)) > 0;
    }

    private String sides() {
        List<List<Integer>> sides = List.of(new ArrayList<>(), new ArrayList<>());
        Wrong failure = null;
        int side = 0;
        while (true) {
            int column = line.column();
            String word = rank(column);
            try {
                if (failure == null) {
                    add(word, column, sides, side);
                }
            } catch (Wrong wrong) {
                failure = wrong;
            }
            boolean comma = line.rest().startsWith(",");
            line.pass(comma ? 1 : 0);
            if (comma) {
                continue;
            }
            if (line.rest().isEmpty()) {
                break;
            }
            if (!line.rest().startsWith("|") || side == 1) {
                line.nothingElse("");
            }
            line.pass(1);
            side = 1;
        }
        if (side == 0) {
            throw line.missing("second side", "");
        }
        if (failure != null) {
            throw failure;
        }
        return sides.get(0) + " | " + sides.get(1);
    }

    private String rank(int column) {
        String rest = line.rest();
        if (rest.isEmpty()) {
            throw line.missing("rank", "");
        }
        String word = rest.split("[,| \\t]", 2)[0];
        if (!word.matches("0|[1-9][0-9]*")) {
            String shown = word.isEmpty() ? rest.substring(0, 1) : word;
            NaiveParser.requireNumber(shown, column, "a rank from 0 to 7");
        }
        line.skipTo(word.length());
        return word;
    }

    private static void add(String word, int column, List<List<Integer>> sides, int side) {
        if (isAbove(word, 7)) {
            throw new Wrong(
                    1,
                    column,
                    "rank " + NaiveParser.preview(word) + " is no rank of this job; right is a rank from 0 to 7");
        }
        int rank = Integer.parseInt(word);
        if (sides.get(0).contains(rank) || sides.get(1).contains(rank)) {
            throw new Wrong(
                    1, column, "rank " + rank + " is named twice; right is each rank once, on one of the two sides");
        }
        if (side == 1
                && ((rank == 0 && sides.get(0).contains(7))
                        || (rank == 7 && sides.get(0).contains(0)))) {
            throw new Wrong(
                    1,
                    column,
                    "ranks 0 and 7 face each other, the head and the command rank; right is that one of two ranks that"
                            + " are cut off from each other is a storage rank");
        }
        sides.get(side).add(rank);
    }
}
