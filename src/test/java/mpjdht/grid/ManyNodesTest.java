package mpjdht.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import mpjdht.node.FlowLimits;
import org.junit.jupiter.api.Test;

/** Chord on more nodes than ranks, as {@code --nodes 10000 --routing chord --ids sha1} has them. */
class ManyNodesTest {
    private static final int NODES = 10_000;
    private static final int RANKS = 8;
    private static final int KEYS = 20_000;

    @Test
    void tenThousandNodesStoreAndReadEveryKeyInHalfTheLogarithmOfHops() {
        Circle circle = new Circle("sha1", 160);
        Oracle oracle = new Oracle(circle.space(), RANKS, NODES);
        StringBuilder script = new StringBuilder();
        List<String> expected = new ArrayList<>();
        List<Integer> keys = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            keys.add(key);
            script.append("PUT ").append(key).append(" v").append(key).append('\n');
            expected.add(oracle.put(expected.size() + 1, ascii(key), ascii("v" + key)));
        }
        Collections.shuffle(keys, new Random(1));
        for (int key : keys) {
            script.append("GET ").append(key).append('\n');
            expected.add(oracle.get(expected.size() + 1, ascii(key)));
        }

        GridRun run = new GridRun(
                        ascii(script),
                        1,
                        circle,
                        RoutingChoice.chord(14),
                        RANKS,
                        NODES,
                        FlowLimits.ofWindow(4096),
                        true)
                .run();

        assertThat(run.results()).isEqualTo(expected);
        assertThat(run.summary().meanHops()).isCloseTo(Math.log(NODES) / Math.log(2) / 2, within(0.5));
    }

    private static byte[] ascii(Object text) {
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
