package mpjdht.node.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mpjdht.node.ProtocolException;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.Region;
import org.junit.jupiter.api.Test;

class DoneWritesTest {
    private static final int KEPT = 1 << 16;

    private static Roles roles(long epoch, int regions) {
        List<Region> all = new ArrayList<>();
        for (int i = 0; i < regions; i++) {
            long last = i + 1 == regions ? ChainOfThree.OWNER : i;
            all.add(Region.of(new Arc(i == 0 ? ChainOfThree.OWNER : i - 1, last), List.of(ChainOfThree.A)));
        }
        return new Roles(new Configuration(ChainOfThree.ring(epoch), all), 1, 0);
    }

    @Test
    void agreesWithAMapOfAllThatWasEverDone() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            int regions = 1 + random.nextInt(4);
            DoneWrites done = new DoneWrites(roles(0, regions));
            Map<Long, Long> expected = new HashMap<>();
            for (int step = 0; step < 200; step++) {
                int region = random.nextInt(regions);
                List<Long> names = List.copyOf(expected.keySet());
                switch (random.nextInt(4)) {
                    case 0 -> {
                        regions = 1 + random.nextInt(4);
                        done.install(roles(step + 1, regions));
                    }
                    case 1 -> {
                        long next = expected.getOrDefault(done.name(region), 0L) + 1;
                        assertThat(done.next(region)).as("seed %d", seed).isEqualTo(next);
                        expected.put(done.name(region), next);
                    }
                    case 2 -> {
                        long name = names.isEmpty() ? done.name(region) : names.get(random.nextInt(names.size()));
                        done.set(name, step);
                        expected.put(name, (long) step);
                    }
                    default ->
                        assertThat(done.of(done.name(region)))
                                .as("seed %d", seed)
                                .isEqualTo(expected.getOrDefault(done.name(region), 0L));
                }
                expected.forEach((name, number) -> assertThat(done.of(name)).isEqualTo(number));
            }
        }
    }

    @Test
    void whatHasBeenForgottenIsNotTakenForSomethingThatIsToBeDone() {
        DoneWrites done = new DoneWrites(roles(0, 1));
        long first = done.name(0);
        for (int epoch = 1; epoch <= KEPT + 1; epoch++) {
            done.next(0);
            done.install(roles(epoch, 1));
        }

        assertThat(done.of(first + (1L << 24))).isEqualTo(1);
        assertThatThrownBy(() -> done.of(first))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("a write of epoch 0 is told again in epoch " + (KEPT + 1));
    }

    @Test
    void aRegionThatThereIsNotIsRefused() {
        DoneWrites done = new DoneWrites(roles(0, 2));
        assertThat(done.of(done.name(1))).isZero();
        assertThatThrownBy(() -> done.of(done.name(1) + 1)).hasMessageContaining("region 2 of 2");
    }
}
