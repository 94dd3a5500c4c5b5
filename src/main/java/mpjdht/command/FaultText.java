package mpjdht.command;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The results of the verbs that play faults, of WAIT and of SYNC, for people: a line each, {@code CRASH 40 -> rank 3 is dead, with nodes 40 700}. */
final class FaultText {
    private final ByteOutput out;

    FaultText(ByteOutput out) {
        this.out = out;
    }

    void write(Outcome outcome) throws IOException {
        out.write(Ascii.bytes(outcome.verb()));
        out.write(Ascii.bytes(asked(outcome) + " -> " + result(outcome) + "\n"));
    }

    private static String asked(Outcome outcome) {
        return switch (outcome.verb()) {
            case CRASH, RECOVER -> place(outcome);
            case PAUSE, DELAY -> place(outcome) + " " + outcome.millis();
            case PARTITION ->
                outcome.sides().stream()
                        .map(side -> side.stream().map(String::valueOf).collect(Collectors.joining(",")))
                        .collect(Collectors.joining(" | ", " ", ""));
            case WAIT -> " " + outcome.millis();
            default -> "";
        };
    }

    private static String place(Outcome outcome) {
        return outcome.hasId() ? " " + Long.toUnsignedString(outcome.id()) : " RANK " + outcome.rank();
    }

    private static String result(Outcome outcome) {
        String rank = "rank " + outcome.rank();
        return switch (outcome.verb()) {
            case CRASH -> rank + " is dead" + nodes(outcome.nodes());
            case RECOVER ->
                rank + " is back" + nodes(outcome.nodes()) + ", " + outcome.keysMoved()
                        + (outcome.keysMoved() == 1 ? " key copied" : " keys copied");
            case PAUSE -> rank + " does nothing for " + outcome.millis() + " ms" + nodes(outcome.nodes());
            case DELAY -> rank + " is " + outcome.millis() + " ms late" + nodes(outcome.nodes());
            case PARTITION -> "cut off";
            case HEAL -> "healed";
            case SYNC ->
                "equal, " + counted(outcome.rounds(), "round") + ", " + counted(outcome.keysMoved(), "key") + " and "
                        + outcome.bytesMoved() + " B sent";
            case WAIT -> "waited";
            default -> throw new IllegalArgumentException(outcome.verb() + " is not told here");
        };
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String nodes(List<Long> nodes) {
        if (nodes.isEmpty()) {
            return ", without a node";
        }
        return nodes.stream()
                .map(Long::toUnsignedString)
                .collect(Collectors.joining(" ", nodes.size() == 1 ? ", with node " : ", with nodes ", ""));
    }
}
