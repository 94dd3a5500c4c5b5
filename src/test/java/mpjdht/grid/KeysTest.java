package mpjdht.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import mpjdht.node.FlowLimits;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

/** KEYS on a whole grid in memory: every key once, with the node that owns it, whatever came before. */
class KeysTest {
    private static final int SEEDS = 60;
    private static final int RANKS = 6;
    private static final int MANY = 4_000;

    @Test
    void everyKeyIsToldOnceWithTheNodeThatOwnsIt() {
        for (long seed = 0; seed < SEEDS; seed++) {
            requireAll(seed, RoutingChoice.ofSeed(seed));
        }
    }

    private static void requireAll(long seed, RoutingChoice routing) {
        Random random = new Random(seed);
        Circle circle = Circle.random(random);
        TreeSet<String> keys = new TreeSet<>();
        StringBuilder text = new StringBuilder("KEYS\n");
        // More than one answer holds, now and then.
        int commands = seed < 6 ? MANY : random.nextInt(200);
        for (int i = 0; i < commands; i++) {
            String key = "key" + random.nextInt(3 * commands);
            if (random.nextInt(4) == 0) {
                text.append("DELETE ").append(key);
                keys.remove(key);
            } else {
                text.append("PUT ").append(key).append(" x");
                keys.add(key);
            }
            text.append('\n');
            if (random.nextInt(50) == 0) {
                text.append("ADD ").append(1 + random.nextInt(RANKS - 2)).append('\n');
            }
        }
        text.append("KEYS\nGET behind\n");
        GridRun run = new GridRun(
                        text.toString().getBytes(StandardCharsets.US_ASCII),
                        seed,
                        circle,
                        routing,
                        RANKS,
                        3,
                        FlowLimits.ofWindow(1 + random.nextInt(64)),
                        true)
                .run();

        List<String> told =
                run.results().stream().filter(line -> line.startsWith("KEYS")).toList();
        RingView ring = run.grid().view(0);
        KeyPlace place = new KeyPlace();
        List<String> expected = keys.stream()
                .map(key -> {
                    byte[] bytes = key.getBytes(StandardCharsets.US_ASCII);
                    circle.space().locate(bytes, 0, bytes.length, place);
                    return "KEYS " + key + " @" + ring.id(ring.ownerIndex(place.position()));
                })
                .toList();
        assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(run.results()).last().asString().contains(" GET ");
        assertThat(run.endedWell()).isTrue();
    }
}
