package mpjdht.shell;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The ids of the nodes, as a RING tells them; asked for anew each time, and where that takes too long those of the time before. */
final class RingIds {
    static final int MOST = 10_000;
    private static final byte[] RING = "RING".getBytes(StandardCharsets.US_ASCII);
    private static final long LONGEST_LOOK_MILLIS = 1000;

    /** The line that sums up, and that which names the columns. */
    private static final int HEAD_LINES = 2;

    private final Connection connection;
    private List<String> last = List.of();

    RingIds(Connection connection) {
        this.connection = connection;
    }

    /** The ids, the lowest first. */
    List<String> now() {
        Optional<Reply> ring = connection.look(RING, LONGEST_LOOK_MILLIS);
        ring.ifPresent(reply -> last = reply.lines().stream()
                .skip(HEAD_LINES)
                .limit(MOST)
                .map(row -> new LineWords(row).word(0))
                .toList());
        return last;
    }
}
