package mpjdht.service.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import mpjdht.ring.RingView;
import mpjdht.ring.Sha1KeySpace;
import mpjdht.service.grpc.Search.Found;
import org.junit.jupiter.api.Test;

/** What nodes answer, and where searches end, against a circle of 160 bits that is looked through number by number. */
class PointersTest {
    private static final int SEEDS = 400;
    private static final int IDS = 40;
    private static final int MOST_NODES = 40;
    private static final Sha1KeySpace SPACE = new Sha1KeySpace(NaiveCircle.BITS);

    @Test
    void areThoseOfACircleOf160Bits() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RingView ring = NaiveCircle.draw(random, MOST_NODES);
            NaiveCircle naive = new NaiveCircle(ring);
            for (int i = 0; i < IDS; i++) {
                int index = random.nextInt(ring.size());
                Pointers pointers = Pointers.of(ring, index, SPACE);
                BigInteger self = NaiveCircle.place(ring.id(index));
                BigInteger id = NaiveCircle.drawId(random, ring);
                long position = ChordIds.position(id.toString()).orElseThrow();
                assertThat(text(pointers.successor()))
                        .as("seed %d, successor of %s", seed, self)
                        .isEqualTo(naive.successor(self.add(BigInteger.ONE)).toString());
                assertThat(text(pointers.predecessor().orElseThrow()))
                        .as("seed %d, predecessor of %s", seed, self)
                        .isEqualTo(naive.predecessor(self).toString());
                assertThat(pointers.owns(position))
                        .as("seed %d, %s has %s", seed, self, id)
                        .isEqualTo(naive.successor(id).equals(self));
                assertThat(text(pointers.closestPreceding(position)))
                        .as("seed %d, finger of %s before %s", seed, self, id)
                        .isEqualTo(naive.closestPreceding(self, id).toString());
            }
        }
    }

    private static String text(long node) {
        return ChordIds.text(node);
    }

    @Test
    void leadFromAnyNodeToTheOwner() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RingView ring = NaiveCircle.draw(random, MOST_NODES);
            NaiveCircle naive = new NaiveCircle(ring);
            for (int i = 0; i < IDS; i++) {
                BigInteger id = NaiveCircle.drawId(random, ring);
                Changing circle = new Changing(ring, random, 0);
                Optional<Found> found = circle.search(ring.id(random.nextInt(ring.size())), id);
                assertThat(found.map(there -> text(there.successor())))
                        .as("seed %d, owner of %s", seed, id)
                        .contains(naive.successor(id).toString());
                assertThat(found.map(there -> text(there.predecessor())))
                        .as("seed %d, node before the owner of %s", seed, id)
                        .contains(naive.predecessor(naive.successor(id)).toString());
                assertThat(circle.asked).isLessThanOrEqualTo(ring.size());
            }
        }
    }

    @Test
    void leadToTheOwnerOfTheMomentWhileNodesComeAndGo() {
        int failures = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < IDS; i++) {
                RingView ring = NaiveCircle.draw(random, MOST_NODES);
                BigInteger id = NaiveCircle.drawId(random, ring);
                Changing circle = new Changing(ring, random, 3);
                Optional<Found> found = circle.search(ring.id(random.nextInt(ring.size())), id);
                NaiveCircle naive = new NaiveCircle(circle.ring);
                if (found.isPresent()) {
                    assertThat(text(found.get().successor()))
                            .as("seed %d, owner of %s", seed, id)
                            .isEqualTo(naive.successor(id).toString());
                } else {
                    assertThat(circle.failure).contains("has left the circle");
                    failures++;
                }
            }
        }
        assertThat(failures).isBetween(1, SEEDS * IDS / 4);
    }

    /** A ring of which, now and then, a node has left or joined when somebody is asked. */
    private static final class Changing implements Circle {
        private final SplittableRandom random;
        private final int changesInTen;
        private final List<Found> found = new ArrayList<>();
        private RingView ring;
        private String failure = "";
        private int asked;

        Changing(RingView ring, SplittableRandom random, int changesInTen) {
            this.ring = ring;
            this.random = random;
            this.changesInTen = changesInTen;
        }

        Optional<Found> search(long from, BigInteger id) {
            long position = ChordIds.position(id.toString()).orElseThrow();
            new Search(this, from, position, new Heard<>(found::add, this::fail)).begin();
            assertThat(found.size() + (failure.isEmpty() ? 0 : 1)).isEqualTo(1);
            return found.stream().findFirst();
        }

        private void fail(Status why) {
            failure += why.getDescription();
        }

        @Override
        public void ring(Heard<RingView> heard) {
            heard.told().accept(ring);
        }

        @Override
        public void pointers(long node, Heard<Pointers> heard) {
            asked++;
            if (random.nextInt(10) < changesInTen) {
                change();
            }
            int index = ring.indexOf(node);
            if (index < 0) {
                heard.failed().accept(ChordErrors.hasLeft(node));
            } else {
                heard.told().accept(Pointers.of(ring, index, SPACE));
            }
        }

        private void change() {
            long id = random.nextLong();
            if (ring.size() > 1 && random.nextBoolean()) {
                ring = ring.leave(ring.id(random.nextInt(ring.size())));
            } else if (ring.indexOf(id) < 0) {
                ring = ring.join(id, 1);
            }
        }
    }
}
