package mpjdht.node.eventual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LamportClockTest {

    /** Something that happens on a rank, and all that it may have been caused by. */
    private record Happened(long time, Set<Integer> causes) {}

    /** A message that is under way: the time that it tells, and what it was caused by. */
    private record Told(long time, Set<Integer> causes) {}

    @Test
    void whateverMayHaveCausedSomethingHasAnEarlierTime() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int ranks = 1 + random.nextInt(5);
            List<LamportClock> clocks = new ArrayList<>();
            List<TreeSet<Integer>> known = new ArrayList<>();
            List<ArrayDeque<Told>> inboxes = new ArrayList<>();
            for (int rank = 0; rank < ranks; rank++) {
                clocks.add(new LamportClock(new EventualRules()));
                known.add(new TreeSet<>());
                inboxes.add(new ArrayDeque<>());
            }
            List<Happened> all = new ArrayList<>();
            for (int step = 0; step < 200; step++) {
                int rank = random.nextInt(ranks);
                switch (random.nextInt(3)) {
                    case 0 -> {
                        all.add(new Happened(clocks.get(rank).tick(), new TreeSet<>(known.get(rank))));
                        known.get(rank).add(all.size() - 1);
                    }
                    case 1 ->
                        inboxes.get(random.nextInt(ranks))
                                .add(new Told(clocks.get(rank).time(), new TreeSet<>(known.get(rank))));
                    default -> {
                        Told told = inboxes.get(rank).poll();
                        if (told != null) {
                            clocks.get(rank).heard(told.time());
                            known.get(rank).addAll(told.causes());
                        }
                    }
                }
            }
            for (Happened happened : all) {
                for (int cause : happened.causes()) {
                    assertThat(all.get(cause).time()).as("seed " + seed).isLessThan(happened.time());
                }
            }
        }
    }

    @Test
    void theFirstTimeIsOneAndHearingOfAnEarlierOneChangesNothing() {
        LamportClock clock = new LamportClock(new EventualRules());
        assertThat(clock.time()).isZero();
        assertThat(clock.tick()).isEqualTo(1);
        clock.heard(10);
        clock.heard(3);

        assertThat(clock.time()).isEqualTo(10);
        assertThat(clock.tick()).isEqualTo(11);
    }
}
