package mpjdht.service.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

class NodePortsTest {
    private static final int SEEDS = 300;
    private static final int CHANGES = 60;

    /** Who listens at which port; strangers are -1. */
    private final Map<Integer, Long> listening = new HashMap<>();

    private final List<String> trouble = new ArrayList<>();

    private NodePorts ports(int first) {
        return new NodePorts(first, this::open, trouble::add);
    }

    private NodePorts.Port open(long node, int asked) throws IOException {
        int number = asked == 0 ? 40_000 + 2 * listening.size() : asked;
        if (listening.putIfAbsent(number, node) != null) {
            throw new IOException("taken");
        }
        return new NodePorts.Port() {
            @Override
            public int number() {
                return number;
            }

            @Override
            public void close() {
                assertThat(listening.remove(number, node)).isTrue();
            }
        };
    }

    private static RingView ring(long... ids) {
        return RingView.of(0, ids, new int[ids.length]);
    }

    @Test
    void ofTheRingAtStartFollowEachOtherInTheOrderOfIds() throws IOException {
        NodePorts ports = ports(5000);
        ports.begin(ring(-1, 7, 30));
        assertThat(ports.of(7)).hasValue(5000);
        assertThat(ports.of(30)).hasValue(5001);
        assertThat(ports.of(-1)).hasValue(5002);
        assertThat(ports.of(8)).isEmpty();
        assertThat(ports.text()).isEqualTo("5000-5002");
    }

    @Test
    void ofTheRingAtStartAreAllOpenOrNone() {
        listening.put(5001, -1L);
        assertThatThrownBy(() -> ports(5000).begin(ring(7, 30, 40)))
                .isInstanceOf(IOException.class)
                .hasMessage("port 5001 cannot be had: taken");
        assertThat(listening).containsOnlyKeys(5001);
    }

    @Test
    void aNodeThatJoinsGetsTheNextFreeNumberAndNotThatOfOneThatHasLeft() throws IOException {
        NodePorts ports = ports(5000);
        ports.begin(ring(7, 30));
        listening.put(5003, 99L);
        ports.follow(ring(30, 40));
        assertThat(ports.of(30)).hasValue(5001);
        assertThat(ports.of(40)).hasValue(5002);
        ports.follow(ring(7, 30, 40));
        assertThat(ports.of(7)).hasValue(5004);
        assertThat(ports.text()).isEqualTo("5001-5002,5004");
        assertThat(listening).containsOnlyKeys(5001, 5002, 5003, 5004);
    }

    @Test
    void behindTheLastNumberTheyBeginAnew() throws IOException {
        NodePorts ports = ports(65_533);
        ports.begin(ring(1, 2, 3));
        ports.follow(ring(2, 3, 4));
        assertThat(ports.of(4)).hasValue(65_533);
        ports.follow(ring(2, 3, 4, 5));
        assertThat(ports.of(5)).isEmpty();
        ports.follow(ring(2, 3, 4, 5));
        assertThat(trouble).containsExactly("node 5 has no port for clients of Chord: taken");
        ports.follow(ring(2, 4, 5));
        assertThat(ports.of(5)).hasValue(65_535);
    }

    @Test
    void anyThatAreFreeAreAnyThatAreFree() throws IOException {
        NodePorts ports = ports(0);
        ports.begin(ring(1, 2, 3));
        assertThat(ports.text()).isEqualTo("40000,40002,40004");
        ports.closeAll();
        assertThat(listening).isEmpty();
    }

    @Test
    void areThoseOfTheNodesWhateverTheRingDoes() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            listening.clear();
            NodePorts ports = ports(6000);
            RingView ring = NaiveCircle.draw(random, 12);
            ports.begin(ring);
            for (int change = 0; change < CHANGES; change++) {
                Map<Integer, Long> before = Map.copyOf(listening);
                RingView next = change(ring, random);
                ports.follow(next);
                Set<Long> nodes = new HashSet<>();
                for (int i = 0; i < next.size(); i++) {
                    nodes.add(next.id(i));
                    assertThat(listening.get(ports.of(next.id(i)).orElseThrow()))
                            .as("seed %d", seed)
                            .isEqualTo(next.id(i));
                }
                assertThat(listening.values()).containsExactlyInAnyOrderElementsOf(nodes);
                before.forEach((port, node) -> {
                    if (nodes.contains(node)) {
                        assertThat(ports.of(node)).hasValue(port);
                    } else {
                        assertThat(ports.of(node)).isEmpty();
                    }
                });
                ring = next;
            }
        }
        assertThat(trouble).isEmpty();
    }

    private static RingView change(RingView ring, SplittableRandom random) {
        RingView next = ring;
        for (int i = random.nextInt(3); i >= 0; i--) {
            long id = random.nextLong();
            next = next.size() > 1 && random.nextBoolean()
                    ? next.leave(next.id(random.nextInt(next.size())))
                    : next.join(id, 1);
        }
        return next;
    }
}
