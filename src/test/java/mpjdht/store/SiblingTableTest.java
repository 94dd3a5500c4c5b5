package mpjdht.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import org.junit.jupiter.api.Test;

/** Tables whose keys keep siblings. */
class SiblingTableTest {
    private static final byte[] KEY = {'7'};

    private final KeySpace space = new DirectKeySpace(1000);
    private final KeyPlace place = new KeyPlace();

    @Test
    void whateverTheOrderTheSameStatesMakeTheSameTable() {
        space.locate(KEY, 0, 1, place);
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<byte[]> states = new ArrayList<>();
            Siblings all = Siblings.EMPTY;
            for (int i = random.nextInt(5); i >= 0; i--) {
                Siblings siblings = SiblingsBytes.randomSiblings(random);
                all = all.merge(siblings);
                states.add(SiblingState.of(siblings));
            }
            VersionedTable one = table(states);
            Collections.shuffle(states, random);
            VersionedTable other = table(states);

            assertThat(other.siblings()).as("seed " + seed).isEqualTo(all).isEqualTo(one.siblings());
            assertThat(digest(other)).isEqualTo(digest(one));
            assertThat(other.forgettable()).isEqualTo(one.forgettable());
            assertThat(other.forgettable() > 0).isEqualTo(all.hasActorWithoutValue() || all.valueCount() == 0);
            byte[] merged = new byte[0];
            for (byte[] state : states) {
                merged = one.merged(merged, state);
            }
            assertThat(merged).isEqualTo(SiblingState.of(all));
        }
    }

    private VersionedTable table(List<byte[]> states) {
        VersionedTable table = new VersionedTable(space, 8, 2, Conflicts.SIBLINGS);
        for (byte[] state : states) {
            boolean anything = merge(table, state);
            assertThat(merge(table, state)).isFalse();
            assertThat(anything || states.size() > 1).isTrue();
        }
        assertThat(table.find(place.hash(), place.position(), KEY, 0, 1)).isTrue();
        return table;
    }

    private boolean merge(VersionedTable table, byte[] state) {
        byte[] entry = new byte[1 + state.length];
        entry[0] = KEY[0];
        System.arraycopy(state, 0, entry, 1, state.length);
        return table.merge(place.hash(), place.position(), entry, 0, 1, state.length);
    }

    private static Digest digest(VersionedTable table) {
        return table.digest(mpjdht.ring.Arc.wholeCircle(1000), 0, 0);
    }

    @Test
    void bytesOfValuesAreThoseOfAllSiblings() {
        VersionedTable table = new VersionedTable(space, 8, 2, Conflicts.SIBLINGS);
        Siblings siblings = SiblingsBytes.randomSiblings(new Random(4));
        byte[] state = SiblingState.of(siblings);

        assertThat(table.bytesOfValues(state, 0, state.length))
                .isEqualTo(
                        siblings.values().stream().mapToInt(ValueSlice::length).sum());
    }
}
