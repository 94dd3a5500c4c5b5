package mpjdht.node.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mpjdht.ring.Configuration;
import mpjdht.ring.Region;
import mpjdht.ring.Replica;
import org.junit.jupiter.api.Test;

/** How replicas are filled, drained and given up. */
class ReplicaFillTest extends ChainOfThree {

    @Test
    void aReplicaThatIsFilledAnswersNobodyAndReportsWhenItHasAll() {
        begin(chain(0, A, B));
        put(0, "gone", "old");
        put(1, "key", "old");
        delete(2, "gone");
        enter(1, 0);
        runAll();

        configureAll(filling(1, List.of(A, B), C));
        put(3, "other", "value");
        enter(1, 1);
        assertThat(idle(1)).containsExactly("2: chain 1 by 1 put#3=1");
        carry(1, 2);
        assertThat(idle(2))
                .containsExactly(
                        "4: replies #3=1",
                        "3: chain 1 by 1 put#3=1 begins memory#0=1 memory#1=1 memory#2=3 memory#3=1 copy copy",
                        confirmed(1, 1, 1));
        assertThat(idle(2)).containsExactly("3: chain 2 by 1 ends");
        carry(2, 3);
        assertThat(idle(3)).containsExactly("0: Filled[epoch=1, last=3000, keys=2, bytes=16]", confirmed(2, 1, 9));
        assertThat(find(3, "key")).isEqualTo("old");
        assertThat(find(3, "other")).isEqualTo("value");
        assertThat(find(3, "gone")).isNull();

        // Then it is all that is left, and remembers what was done.
        configure(3, chain(2, C));
        delete(2, "gone");
        put(1, "key", "old");
        enter(3, 2);
        assertThat(idle(3)).containsExactly("4: replies #2=3 #1=1");
    }

    @Test
    void whatAReplicaHadBeforeItIsFilledIsOfNoUse() {
        begin(chain(0, A, B, C));
        put(0, "key", "old");
        enter(1, 0);
        runAll();
        configure(1, chain(1, A));
        delete(1, "key");
        enter(1, 1);
        runAll();

        Configuration filling = filling(2, List.of(A), C);
        configure(3, filling);
        assertThat(find(3, "key")).isEqualTo("old");
        configure(1, filling);
        assertThat(idle(1)).containsExactly("3: chain 1 by 2 begins memory#0=1 memory#1=3 ends");
        carry(1, 3);
        assertThat(idle(3)).containsExactly("0: Filled[epoch=2, last=3000, keys=0, bytes=0]", confirmed(1, 2, 4));
        assertThat(find(3, "key")).isNull();
    }

    /** A count that a first replica did alone, before the others went on without it, has never been. */
    @Test
    void whatAReplicaRemembersOfCommandsBeforeItIsFilledIsOfNoUse() {
        begin(chain(0, A, B));
        increment(0, "count", 5);
        enter(1, 0);
        idle(1);
        configure(2, chain(1, B));

        Configuration filling = filling(2, List.of(B), A);
        configure(1, filling);
        configure(2, filling);
        assertThat(idle(2)).containsExactly("1: chain 1 by 2 begins ends");
        carry(2, 1);
        idle(1);
        configure(1, chain(3, A));
        assertThat(find(1, "count")).isNull();
        increment(0, "count", 5);
        enter(1, 3);
        idle(1);

        assertThat(find(1, "count")).isEqualTo("5");
    }

    @Test
    void aFillGoesOnThroughAConfigurationThatLeavesItAsItWas() {
        begin(chain(0, A, B));
        put(0, "key", "old");
        enter(1, 0);
        runAll();
        configureAll(filling(1, List.of(A, B), C));
        assertThat(idle(2)).containsExactly("3: chain 1 by 1 begins memory#0=1 copy");

        configureAll(filling(2, List.of(B), C));
        assertThat(idle(2)).containsExactly("3: chain 1 by 2 begins memory#0=1 copy ends");
        carry(2, 3);
        assertThat(idle(3)).contains("0: Filled[epoch=2, last=3000, keys=1, bytes=6]");
        carry(3, 2);

        configureAll(filling(3, List.of(B), new Replica(1000, 1, 0)));
        assertThat(idle(2)).containsExactly("1: chain 1 by 3 begins memory#0=1 copy");
        assertThat(idle(2)).containsExactly("1: chain 2 by 3 ends");
    }

    @Test
    void aClosedRegionIsDrainedToItsEndAndAnswersNothing() {
        begin(chain(0, A, B, C));
        put(0, "key", "value");
        enter(1, 0);
        idle(1);

        configureAll(new Configuration(ring(1), List.of(new Region(CIRCLE, List.of(A, B), List.of(C), true, true))));
        put(1, "key", "other");
        get(2, "key");
        enter(1, 1);
        assertThat(idle(1)).containsExactly("2: chain 1 by 1 put#0=1 drained");
        carry(1, 2);
        idle(2);
        carry(2, 3);
        assertThat(words(3)).contains("0: Drained[epoch=1, last=3000]");
        assertThat(find(1, "key")).isEqualTo("value");
    }

    @Test
    void aClosedRegionWithOneReplicaIsDrainedAtOnce() {
        begin(chain(0, A));
        configure(1, new Configuration(ring(1), List.of(new Region(CIRCLE, List.of(A), List.of(), true, true))));

        assertThat(words(1)).containsExactly("0: Drained[epoch=1, last=3000]");
    }

    @Test
    void whoKeepsNoCopyAnyMoreGivesItsKeysUp() {
        begin(chain(0, A, B, C));
        put(0, "key", "value");
        enter(1, 0);
        runAll();
        configureAll(chain(1, A, B));

        assertThat(machines[3].table().keys()).isZero();
        assertThat(machines[2].table().keys()).isEqualTo(1);
    }
}
