package mpjdht.store;

import static mpjdht.store.TableCalls.ascii;
import static mpjdht.store.TableCalls.key;
import static mpjdht.store.TableCalls.position;
import static mpjdht.store.TableCalls.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import mpjdht.ring.Arc;
import mpjdht.ring.Circles;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.Sha1KeySpace;
import mpjdht.ring.Xxh3KeySpace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArcPartTest {

    @ParameterizedTest
    @ValueSource(ints = {16, 64, 1024})
    void partAfterPartEveryKeyOfAnArcIsThereOnce(int slots) {
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            KeySpace space = space(random);
            NodeTable table = new NodeTable(space, slots);
            // Enough keys for several segments, where positions differ enough to part them.
            int keys = random.nextInt(4) == 0 ? random.nextInt(5) : random.nextInt(600);
            for (int i = 0; i < keys; i++) {
                put(space, table, key(i), ascii("value " + i));
            }
            for (int i = 0; i < 20; i++) {
                long last = Circles.place(space, random);
                Arc arc = new Arc(random.nextInt(5) == 0 ? last : Circles.place(space, random), last);
                assertThat(walked(table, arc, "seed " + seed))
                        .as("seed " + seed)
                        .containsExactlyInAnyOrderElementsOf(expected(space, keys, arc));
            }
        }
    }

    private static List<String> walked(NodeTable table, Arc arc, String parameters) {
        List<String> walked = new ArrayList<>();
        Arc rest = arc;
        boolean over = false;
        for (int parts = 0; !over; parts++) {
            assertThat(parts).as(parameters).isLessThan(2000);
            ArcPart part = table.firstPart(rest);
            assertThat(part.arc().last()).as(parameters).satisfies(arc::contains);
            while (part.next()) {
                KeyWalk at = part.key();
                assertThat(part.arc().contains(at.position())).as(parameters).isTrue();
                int keyEnd = at.keyOffset() + at.keyLength();
                walked.add(ascii(at.bytes(), at.keyOffset(), at.keyLength()) + " "
                        + ascii(at.bytes(), keyEnd, at.valueLength()));
            }
            over = part.arc().last() == arc.last();
            rest = new Arc(part.arc().last(), arc.last());
        }
        return walked;
    }

    private static Set<String> expected(KeySpace space, int keys, Arc arc) {
        TreeSet<String> expected = new TreeSet<>();
        for (int i = 0; i < keys; i++) {
            if (arc.contains(position(space, key(i)))) {
                expected.add("key-" + i + " value " + i);
            }
        }
        return expected;
    }

    private static KeySpace space(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new DirectKeySpace(1 + random.nextInt(2000));
            case 1 -> new DirectKeySpace(1024);
            case 2 -> new Sha1KeySpace(8);
            case 3 -> new Sha1KeySpace(160);
            case 4 -> new Xxh3KeySpace(8 + random.nextInt(56));
            default -> new Xxh3KeySpace(64);
        };
    }
}
