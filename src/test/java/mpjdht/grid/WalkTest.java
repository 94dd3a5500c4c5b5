package mpjdht.grid;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import mpjdht.message.Answer;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.Operation;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.WalkRecord;
import mpjdht.node.FlowLimits;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.Fence;
import mpjdht.node.client.PlainResults;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks over all keys while nodes come and go: what is there all the time is met, once in each walk. */
class WalkTest {
    private static final int SEEDS_PER_TEST = 50;

    @ParameterizedTest(name = "seeds {0}*50 to {0}*50+49")
    @ValueSource(ints = {0, 1, 2, 3})
    void everyWalkMeetsWhatIsThereAllTheTimeOnce(int block) {
        for (long seed = (long) block * SEEDS_PER_TEST; seed < (block + 1L) * SEEDS_PER_TEST; seed++) {
            check(seed);
        }
    }

    private static void check(long seed) {
        Random random = new Random(seed);
        Circle circle = Circle.random(random);
        int ranks = 3 + random.nextInt(6);
        int window = new int[] {1, 3, 200}[random.nextInt(3)];
        FlowLimits limits = random.nextBoolean()
                ? FlowLimits.ofWindow(window)
                : new FlowLimits(window, 1 + random.nextInt(20_000), 1 + random.nextInt(5_000));
        String parameters = "seed " + seed + ", " + circle + ", " + limits;
        RandomUser.Script script = new RandomUser.Script(120, 200, 10, 200, ranks - 2);
        RecordedHistory history = new RecordedHistory();
        Walker walker = new Walker(circle.space(), 20 + random.nextInt(200), 1 + random.nextInt(30), parameters);
        List<InMemoryGrid.User> users = new ArrayList<>();
        users.add(new InMemoryGrid.User(random.nextInt(ranks), walker, walker));
        for (int client = 1; client <= 1 + random.nextInt(4); client++) {
            RandomUser user = new RandomUser(client, seed, circle.space(), script, history);
            users.add(new InMemoryGrid.User(random.nextInt(ranks), user, user));
        }
        InMemoryGrid grid = InMemoryGrid.of(
                ranks,
                seed,
                rank -> circle.space(),
                RoutingChoice.ofSeed(seed),
                1 + random.nextInt(8),
                1000,
                users,
                limits,
                random.nextBoolean());
        try {
            grid.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(parameters, e);
        }
        assertThat(walker.walks).as(parameters).isEqualTo(Walker.WALKS);
    }

    /** Stores some keys, and then walks again and again. */
    private static final class Walker implements CommandSource, PlainResults {
        static final int WALKS = 5;

        private final KeySpace space;
        private final int mostAtATime;
        private final String parameters;
        private final Set<String> kept = new HashSet<>();
        private final List<String> toStore = new ArrayList<>();
        private final List<String> met = new ArrayList<>();
        private int stored;
        private int asked;
        private long position;
        private int counted;
        int walks;

        Walker(KeySpace space, int keys, int mostAtATime, String parameters) {
            this.space = space;
            this.mostAtATime = mostAtATime;
            this.parameters = parameters;
            for (int i = 0; i < keys; i++) {
                toStore.add("kept" + i);
            }
            kept.addAll(toStore);
        }

        @Override
        public Next next(RequestBatch batch, int sequence) {
            if (walks == WALKS) {
                return Next.END;
            }
            if (asked < toStore.size()) {
                byte[] key = toStore.get(asked).getBytes(US_ASCII);
                KeyPlace place = new KeyPlace();
                space.locate(key, 0, key.length, place);
                batch.add(Operation.PUT, sequence, place.position(), place.hash(), key, 0, key.length, key, 0, 0);
            } else if (stored < asked) {
                return Next.NOTHING_YET;
            } else {
                // The last walk counts alone.
                batch.addWalk(sequence, position, -1, walks == WALKS - 1 ? 0 : mostAtATime);
            }
            asked++;
            return Next.REQUEST;
        }

        @Override
        public boolean answered(long location, RequestCursor request, ReplyCursor reply, int from) {
            stored++;
            if (request.operation() == Operation.WALK) {
                assertThat(reply.outcome()).as(parameters).isEqualTo(Answer.WALKED);
                counted += WalkRecord.keys(reply.bytes(), reply.valueOffset(), reply.valueLength());
                WalkRecord.visit(
                        reply.bytes(),
                        reply.valueOffset(),
                        reply.valueLength(),
                        (bytes, at, length) -> met.add(new String(bytes, at, length, US_ASCII)));
                position = WalkRecord.last(reply.bytes(), reply.valueOffset(), reply.valueLength()) + 1;
                if (position == 0) {
                    endWalk();
                }
            }
            return true;
        }

        private void endWalk() {
            walks++;
            assertThat(met).as(parameters).doesNotHaveDuplicates();
            if (walks < WALKS) {
                assertThat(met).as(parameters).containsAll(kept);
                assertThat(counted).as(parameters).isEqualTo(met.size());
            } else {
                assertThat(counted).as(parameters).isGreaterThanOrEqualTo(kept.size());
            }
            met.clear();
            counted = 0;
        }

        @Override
        public long location() {
            return asked - 1L;
        }

        @Override
        public Fence fence() {
            throw new IllegalStateException("a walker has no fences");
        }

        @Override
        public void added(long location, int on, MembershipChanged result) {
            throw new IllegalStateException("a walker adds no nodes");
        }

        @Override
        public void removed(long location, MembershipChanged result) {
            throw new IllegalStateException("a walker removes no nodes");
        }

        @Override
        public void ended(long location) {
            // Nothing follows.
        }

        @Override
        public boolean conclude(int nodes) {
            return true;
        }
    }
}
