package mpjdht.node.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import mpjdht.message.Answer;
import mpjdht.message.Operation;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.Region;
import mpjdht.ring.Replica;
import org.junit.jupiter.api.Test;

/** What becomes of what is under way when another configuration comes. */
class ReplicaConfigurationTest extends ChainOfThree {

    @Test
    void whatGoesByAnOlderConfigurationIsDropped() {
        begin(chain(0, A, B, C));
        put(0, "key", "value");
        enter(1, 0);
        idle(1);
        configure(2, chain(1, A, B, C));
        carry(1, 2);
        assertThat(idle(2)).isEmpty();
        assertThat(find(2, "key")).isNull();

        configure(1, chain(1, B, A, C));
        put(1, "other", "value");
        enter(1, 0);
        assertThat(words(1)).isEmpty();
        assertThat(find(1, "other")).isNull();
    }

    @Test
    void whatGoesByAYoungerConfigurationWaitsForIt() {
        begin(chain(0, A, B, C));
        Configuration younger = chain(1, A, B, C);
        configure(1, younger);
        put(0, "key", "value");
        enter(1, 1);
        assertThat(idle(1)).containsExactly("2: chain 1 by 1 put#0=1");
        carry(1, 2);
        assertThat(idle(2)).isEmpty();
        assertThat(find(2, "key")).isNull();

        configure(2, younger);
        assertThat(find(2, "key")).isEqualTo("value");
        assertThat(idle(2)).containsExactly("3: chain 1 by 1 put#0=1");
    }

    @Test
    void requestsWaitForTheConfigurationByWhichTheyWereSent() {
        begin(chain(0, A, B, C));
        put(0, "key", "value");
        enter(2, 1);
        assertThat(idle(2)).isEmpty();

        configure(2, chain(1, B, C));
        assertThat(idle(2)).containsExactly("3: chain 1 by 1 put#0=1");
    }

    @Test
    void anOlderConfigurationChangesNothing() {
        begin(chain(4, A, B, C));
        configure(1, chain(3, B, A));
        configure(1, chain(4, B, A));
        put(0, "key", "value");
        enter(1, 4);

        assertThat(idle(1)).containsExactly("2: chain 1 by 4 put#0=1");
    }

    @Test
    void whatIsNotConfirmedIsToldAgainToWhomeverComesBehindNow() {
        begin(chain(0, A, B, C));
        put(0, "key", "one");
        put(1, "key", "two");
        get(2, "key");
        delete(3, "absent");
        enter(1, 0);
        assertThat(idle(1)).containsExactly("2: chain 1 by 0 put#0=1 put#1=1 nothing#3=4 barrier");

        Configuration without = chain(1, A, C);
        configure(1, without);
        configure(3, without);
        assertThat(idle(1)).containsExactly("3: chain 1 by 1 put#0=1 put#1=1 nothing#3=4");
        carry(1, 3);
        assertThat(idle(3)).containsExactly("4: replies #0=1 #1=1 #3=4", confirmed(1, 1, 3));
        carry(3, 1);
        assertThat(idle(1)).isEmpty();
        assertThat(find(3, "key")).isEqualTo("two");
    }

    /** The replicas had become equal before: who is new in the chain has it as a copy, and may not remember the command any more. */
    @Test
    void nothingIsToldAgainToAReplicaThatWasFilledMeanwhile() {
        begin(chain(0, A, B));
        put(0, "key", "one");
        enter(1, 0);
        assertThat(idle(1)).containsExactly("2: chain 1 by 0 put#0=1");

        configure(1, chain(1, A, C));
        assertThat(idle(1)).isEmpty();
    }

    @Test
    void whatIsConfirmedIsNotToldAgain() {
        begin(chain(0, A, B, C));
        put(0, "key", "one");
        enter(1, 0);
        runAll();
        put(1, "key", "two");
        enter(1, 0);
        idle(1);

        configure(1, chain(1, A, C));
        assertThat(idle(1)).containsExactly("3: chain 1 by 1 put#1=1");
    }

    @Test
    void whatTheLastHasDoneAlreadyItDoesNotAgainWhenItIsToldAgain() {
        begin(chain(0, A, B, C));
        put(0, "key", "value");
        delete(1, "key");
        enter(1, 0);
        idle(1);
        carry(1, 2);
        idle(2);
        carry(2, 3);
        assertThat(idle(3)).contains("4: replies #0=1 #1=3");

        Configuration without = chain(1, A, C);
        configure(1, without);
        configure(3, without);
        assertThat(idle(1)).containsExactly("3: chain 1 by 1 put#0=1 delete#1=3");
        carry(1, 3);
        assertThat(idle(3)).containsExactly(confirmed(1, 1, 2));
        carry(3, 1);

        // The answers may have been lost with the configuration.
        put(0, "key", "value");
        delete(1, "key");
        enter(1, 1);
        assertThat(idle(1)).containsExactly("3: chain 2 by 1 barrier");
        carry(1, 3);
        idle(3);
        carry(3, 1);
        assertThat(words(1)).containsExactly("4: replies #0=1 #1=3");
        assertThat(find(1, "key")).isNull();
    }

    /** Its client waits no longer for its answer, and has sent a younger command in its place, to another chain. */
    @Test
    void aLateWriteIsDoneByAllOfItsChainAlthoughOneOfThemKnowsThatItsClientHasGoneOn() {
        long middle = 1L << 62;
        Arc lower = new Arc(middle, OWNER);
        Arc upper = new Arc(OWNER, middle);
        begin(new Configuration(ring(0), List.of(Region.of(lower, List.of(B, C)), Region.of(upper, List.of(A, B)))));
        put(WINDOW, keyIn(lower), "young");
        enter(2, 0);
        runAll();

        put(0, keyIn(upper), "late");
        enter(1, 0);
        runAll();

        assertThat(find(1, keyIn(upper))).isEqualTo("late");
        assertThat(find(2, keyIn(upper))).isEqualTo("late");
    }

    @Test
    void aReadThatWasHeldWhenAConfigurationCameIsNotAnswered() {
        begin(chain(0, A, B, C));
        get(0, "key");
        enter(1, 0);
        idle(1);
        carry(1, 2);
        idle(2);

        configure(1, chain(1, A));
        assertThat(idle(1)).isEmpty();
        carry(2, 1);
        assertThat(words(1)).isEmpty();
    }

    @Test
    void aRankWhoseFormerLifeIsCountedOnTakesNothing() {
        begin(chain(0, A, B, C));
        machines[1] = machine(1, 1, chain(0, A, B, C), 1);
        put(0, "key", "value");
        enter(1, 0);
        assertThat(idle(1)).containsExactly("0: Heartbeat[life=1, sentMicros=0, stopped=false]", "timer 1 in 50 us");
        assertThat(find(1, "key")).isNull();

        configure(1, chain(1, new Replica(1000, 1, 1)));
        put(0, "key", "value");
        enter(1, 1);
        assertThat(idle(1)).containsExactly("4: replies #0=1");
    }

    /** What it had told again before belongs to nobody's stream but its own. */
    @Test
    void whoToldSomethingAgainConfirmsWhatItIsToldAgainOnlyOnceThatIsConfirmed() {
        begin(chain(0, A, B, C));
        put(0, "key", "value");
        enter(1, 0);
        idle(1);
        carry(1, 2);
        idle(2);

        configureAll(chain(1, A, B, C));
        assertThat(idle(2)).containsExactly("3: chain 1 by 1 put#0=1");
        carry(2, 3);
        idle(3);
        assertThat(idle(1)).containsExactly("2: chain 1 by 1 put#0=1");
        carry(1, 2);
        carry(3, 2);
        assertThat(idle(2)).containsExactly("3: chain 2 by 1 put#0=1");
        carry(2, 3);
        assertThat(idle(3)).contains(confirmed(2, 1, 2));
        carry(3, 2);
        assertThat(idle(2)).containsExactly(confirmed(1, 1, 1));
    }

    /** Commands by the hundred, sent again at random through configurations of every kind, as one register after the other sees them. */
    @Test
    void aChainAgreesWithAMapWhateverIsLostOnTheWay() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            List<Replica> line = new ArrayList<>(List.of(A, B, C));
            begin(chain(0, A, B, C));
            Map<String, String> expected = new TreeMap<>();
            long epoch = 0;
            for (int sequence = 0; sequence < 60; sequence++) {
                String key = "key" + random.nextInt(4);
                int operation = random.nextInt(3) == 0 ? Operation.DELETE : Operation.PUT;
                String value = operation == Operation.PUT ? "value " + sequence : "";
                int outcome = Answer.STORED;
                if (operation == Operation.DELETE) {
                    outcome = expected.containsKey(key) ? Answer.DELETED : Answer.MISSING;
                }
                boolean answered = false;
                while (!answered) {
                    add(operation, sequence, key, value);
                    enter(line.get(0).rank(), epoch);
                    answered = random.nextInt(3) != 0;
                    if (answered) {
                        assertThat(runAll()).as("seed " + seed).contains("4: replies #" + sequence + "=" + outcome);
                    } else {
                        loseSome(random);
                        epoch++;
                        if (line.size() > 1 && random.nextInt(20) == 0) {
                            line.remove(random.nextInt(line.size()));
                        }
                        Configuration next = chain(epoch, line.toArray(Replica[]::new));
                        configureAll(next);
                    }
                }
                if (operation == Operation.PUT) {
                    expected.put(key, value);
                } else {
                    expected.remove(key);
                }
            }
            for (Replica replica : line) {
                for (int i = 0; i < 4; i++) {
                    assertThat(find(replica.rank(), "key" + i))
                            .as("seed " + seed)
                            .isEqualTo(expected.get("key" + i));
                }
            }
        }
    }

    /** Lets the ranks go on for a while, and then loses whatever is on its way. */
    private void loseSome(Random random) {
        for (int step = random.nextInt(8); step > 0; step--) {
            int from = 1 + random.nextInt(3);
            idle(from);
            for (int to = 1; to <= 3; to++) {
                carry(from, to);
            }
        }
        for (int from = 1; from <= 3; from++) {
            words(from);
            outboxes[from].ways.forEach(ArrayDeque::clear);
        }
    }
}
