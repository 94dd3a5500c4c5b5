package mpjdht.command;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The members of the JSON objects of the verbs that play faults, of WAIT and of SYNC. */
final class FaultJson {
    private final ByteOutput out;

    FaultJson(ByteOutput out) {
        this.out = out;
    }

    void write(Outcome outcome) throws IOException {
        out.write(Ascii.bytes(
                switch (outcome.verb()) {
                    case CRASH -> rank(outcome);
                    case RECOVER ->
                        rank(outcome) + ",\"keys_moved\":" + outcome.keysMoved() + ",\"bytes_moved\":"
                                + outcome.bytesMoved();
                    case PAUSE, DELAY -> rank(outcome) + millis(outcome);
                    case PARTITION -> ",\"sides\":" + array(outcome.sides());
                    case WAIT -> millis(outcome);
                    case SYNC ->
                        ",\"rounds\":" + outcome.rounds() + ",\"keys_sent\":" + outcome.keysMoved() + ",\"bytes_sent\":"
                                + outcome.bytesMoved();
                    default -> throw new IllegalArgumentException(outcome.verb() + " is not told here");
                }));
    }

    private static String rank(Outcome outcome) {
        List<String> nodes =
                outcome.nodes().stream().map(Long::toUnsignedString).toList();
        return ",\"rank\":" + outcome.rank() + ",\"nodes\":[" + String.join(",", nodes) + "]";
    }

    private static String millis(Outcome outcome) {
        return ",\"millis\":" + outcome.millis();
    }

    private static String array(List<List<Integer>> sides) {
        return sides.stream()
                .map(side -> side.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
