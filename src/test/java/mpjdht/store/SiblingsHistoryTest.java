package mpjdht.store;

import static mpjdht.store.SiblingsBytes.texts;
import static mpjdht.store.SiblingsBytes.tryPut;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replicas that write, read, exchange states and begin new lives at random, compared with {@link CausalHistories}. */
class SiblingsHistoryTest {
    private static final int SEEDS = 500;

    @ParameterizedTest(name = "seeds {0}*500 to {0}*500+499")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void everyReplicaHasTheValuesAndTheCausalityOfItsHistory(int block) {
        for (long seed = (long) block * SEEDS; seed < (block + 1L) * SEEDS; seed++) {
            new Run(seed, seed % 3 == 0, false).all();
        }
    }

    @ParameterizedTest(name = "seeds {0}*500 to {0}*500+499")
    @ValueSource(ints = {0, 1})
    void pruningSettledActorsChangesNoValueOnAnyReplicaAtAnyTime(int block) {
        for (long seed = (long) block * SEEDS; seed < (block + 1L) * SEEDS; seed++) {
            new Run(seed, false, true).all();
        }
    }

    /** What a replica knows, or knew when a message or a context was made of it. */
    private static final class Replica {
        private long actor;
        private Siblings siblings = Siblings.EMPTY;
        private BitSet known = new BitSet();

        Replica copy() {
            byte[] bytes = siblings.toBytes();
            Replica copy = new Replica();
            copy.siblings = Siblings.read(bytes, 0, bytes.length);
            copy.known = (BitSet) known.clone();
            return copy;
        }

        void merge(Replica other) {
            siblings = siblings.merge(other.siblings);
            known.or(other.known);
        }

        CausalContext context() {
            return CausalContext.parse(siblings.context().toText());
        }
    }

    private static final class Run {
        private final String seed;
        private final Random random;
        private final SiblingLimits limits;
        private final boolean prunes;
        private final CausalHistories histories = new CausalHistories();
        private final List<Replica> replicas = new ArrayList<>();
        private final List<Replica> messages = new ArrayList<>();
        private final List<Replica> contexts = new ArrayList<>(List.of(new Replica()));
        private final Set<Long> dead = new HashSet<>();
        private final Set<Long> settled = new HashSet<>();
        private int values;

        Run(long seed, boolean isNarrow, boolean prunes) {
            this.seed = "seed " + seed;
            this.random = new Random(seed);
            this.limits = isNarrow
                    ? new SiblingLimits(1 + random.nextInt(4), 1 + random.nextInt(4), 1 << 20)
                    : SiblingsBytes.USUAL;
            this.prunes = prunes;
            for (int i = 1 + random.nextInt(4); i >= 0; i--) {
                replicas.add(new Replica());
                beginNewLife(replicas.get(replicas.size() - 1));
            }
        }

        void all() {
            for (int steps = 5 + random.nextInt(50); steps > 0; steps--) {
                Replica replica = any(replicas);
                step(replica);
                check(replica);
            }
            settle();
        }

        private void step(Replica replica) {
            switch (random.nextInt(prunes ? 12 : 10)) {
                case 0, 1 -> put(replica, anyContext());
                case 2 -> put(replica, new Replica());
                case 3 -> delete(replica, anyContext());
                case 4 -> deleteAll(replica);
                case 5 -> messages.add(replica.copy());
                case 6, 7 -> replica.merge(messages.isEmpty() ? any(replicas) : any(messages));
                case 8 -> replica.merge(any(replicas));
                case 9 -> {
                    if (random.nextInt(4) == 0) {
                        beginNewLife(replica);
                    }
                }
                case 10 -> replica.siblings = replica.siblings.prune(settled::contains);
                default -> {
                    if (random.nextInt(3) == 0) {
                        settle();
                    }
                }
            }
        }

        private void put(Replica replica, Replica context) {
            String value = "v" + values++;
            SiblingUpdate update = tryPut(replica.siblings, limits, context.context(), replica.actor, value);
            assertThat(update.outcome()).as(seed).isEqualTo(outcome(replica, context));
            if (update.isDone()) {
                histories.put(replica.known, context.known, replica.actor, value);
            }
            replica.siblings = update.siblings();
        }

        private SiblingUpdate.Outcome outcome(Replica replica, Replica context) {
            if (histories.survivorsOf(replica.known, context.known) + 1 > limits.mostValues()) {
                return SiblingUpdate.Outcome.TOO_MANY_VALUES;
            }
            return outcome(replica, context, Set.of(replica.actor));
        }

        private SiblingUpdate.Outcome outcome(Replica replica, Replica context, Set<Long> writer) {
            Set<Long> before = histories.actors(replica.known);
            Set<Long> after = new HashSet<>(before);
            after.addAll(histories.actors(context.known));
            after.addAll(writer);
            return after.size() > limits.mostActors() && after.size() > before.size()
                    ? SiblingUpdate.Outcome.TOO_MANY_ACTORS
                    : SiblingUpdate.Outcome.DONE;
        }

        private void delete(Replica replica, Replica context) {
            SiblingUpdate update = replica.siblings.delete(limits, context.context());
            assertThat(update.outcome()).as(seed).isEqualTo(outcome(replica, context, Set.of()));
            if (update.isDone()) {
                histories.delete(replica.known, context.known);
            }
            replica.siblings = update.siblings();
        }

        private void deleteAll(Replica replica) {
            replica.siblings = replica.siblings.deleteAll();
            histories.delete(replica.known, (BitSet) replica.known.clone());
        }

        private void beginNewLife(Replica replica) {
            dead.add(replica.actor);
            replica.actor = random.nextLong();
            replica.siblings = Siblings.EMPTY;
            replica.known = new BitSet();
        }

        /** A context that a client has just read somewhere, or that it has had for long. */
        private Replica anyContext() {
            if (random.nextBoolean()) {
                contexts.add(any(replicas).copy());
                return contexts.get(contexts.size() - 1);
            }
            return any(contexts);
        }

        /** Everybody hears everything, in any order, and no message is left. */
        private void settle() {
            List<Replica> all = new ArrayList<>(messages);
            replicas.forEach(replica -> all.add(replica.copy()));
            for (Replica replica : replicas) {
                Collections.shuffle(all, random);
                all.forEach(replica::merge);
                check(replica);
            }
            messages.clear();
            Replica first = replicas.get(0);
            for (Replica replica : replicas) {
                assertThat(replica.siblings.toBytes()).as(seed).isEqualTo(first.siblings.toBytes());
                assertThat(replica.siblings).as(seed).isEqualTo(first.siblings).hasSameHashCodeAs(first.siblings);
            }
            dead.stream()
                    .filter(actor -> !histories.survives(first.known, actor))
                    .forEach(settled::add);
        }

        private void check(Replica replica) {
            List<String> survivors = histories.survivors(replica.known);
            assertThat(texts(replica.siblings)).as(seed).isEqualTo(survivors);
            assertThat(replica.siblings.valueCount()).as(seed).isEqualTo(survivors.size());
            assertThat(replica.copy().siblings).as(seed).isEqualTo(replica.siblings);
            if (!prunes) {
                checkCausality(replica, any(replicas));
                checkCausality(any(contexts), replica);
                Set<Long> actors = histories.actors(replica.known);
                assertThat(replica.siblings.actorCount()).as(seed).isEqualTo(actors.size());
                assertThat(replica.siblings.isTombstone()).as(seed).isEqualTo(survivors.isEmpty() && !actors.isEmpty());
            }
        }

        private void checkCausality(Replica a, Replica b) {
            assertThat(a.context().covers(b.context())).as(seed).isEqualTo(histories.covers(a.known, b.known));
            assertThat(b.context().covers(a.context())).as(seed).isEqualTo(histories.covers(b.known, a.known));
        }

        private Replica any(List<Replica> all) {
            return all.get(random.nextInt(all.size()));
        }
    }
}
