package mpjdht.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import mpjdht.message.MessageKind;
import mpjdht.message.Operation;
import mpjdht.metric.Figure;
import mpjdht.metric.JobMetrics;
import mpjdht.metric.Snapshot;
import mpjdht.node.FlowLimits;
import org.junit.jupiter.api.Test;

/** What ranks count of themselves, against what the grid has seen of them. */
class CountedTest {
    private static final int SEEDS = 40;
    private static final int RANKS = 6;

    @Test
    void everyMessageIsCountedWithItsKindAndItsBytes() {
        for (long seed = 0; seed < SEEDS; seed++) {
            GridRun run = run(seed);
            for (int rank = 0; rank < RANKS; rank++) {
                Snapshot counted = run.grid().counted(rank);
                for (int kind = 0; kind <= MessageKind.METRICS; kind++) {
                    String what = "seed " + seed + ", rank " + rank + ", " + MessageKind.name(kind);
                    assertThat(counted.messages(kind))
                            .as(what)
                            .isEqualTo(run.grid().messagesSent(rank, kind));
                    assertThat(counted.bytes(kind))
                            .as(what)
                            .isEqualTo(run.grid().bytesSent(rank, kind));
                }
            }
        }
    }

    @Test
    void everyRequestIsCountedOnceWithItsHops() {
        for (long seed = 0; seed < SEEDS; seed++) {
            GridRun run = run(seed);
            Snapshot total = total(run);

            long done = total.operations().stream()
                    .filter(operation -> operation != Operation.EXPLAIN)
                    .mapToLong(operation -> total.requests(operation).done())
                    .sum();
            long hops = total.operations().stream()
                    .filter(operation -> operation != Operation.EXPLAIN)
                    .mapToLong(operation -> total.requests(operation).hops().sum())
                    .sum();
            assertThat((double) hops / Math.max(1, done))
                    .as("seed %d", seed)
                    .isEqualTo(run.summary().meanHops());
            assertThat(total.requests(Operation.EXPLAIN).done())
                    .as("seed %d", seed)
                    .isEqualTo(run.hops().size());
            assertThat(total.requests(Operation.EXPLAIN).hops().sum())
                    .as("seed %d", seed)
                    .isEqualTo(run.hops().stream().mapToInt(Integer::intValue).sum());
        }
    }

    @Test
    void everyChangeOfTheRingAndEveryKeyThatMovesIsCounted() {
        for (long seed = 0; seed < SEEDS; seed++) {
            GridRun run = run(seed);
            Snapshot total = total(run);

            assertThat(total.of(Figure.VIEW_CHANGES))
                    .as("seed %d", seed)
                    .isEqualTo(run.grid().view(RANKS - 1).epoch());
            assertThat(String.join("\n", run.summary().lines(1, 1)).replace(",", ""))
                    .as("seed %d", seed)
                    .contains(" " + total.of(Figure.KEYS_MOVED)
                            + (total.of(Figure.KEYS_MOVED) == 1 ? " key (" : " keys (")
                            + total.of(Figure.BYTES_MOVED) + " B) moved");
        }
    }

    private static Snapshot total(GridRun run) {
        return new JobMetrics(IntStream.range(0, RANKS)
                        .mapToObj(rank -> Optional.of(run.grid().counted(rank)))
                        .toList())
                .total();
    }

    private static GridRun run(long seed) {
        Random random = new Random(seed);
        Circle circle = Circle.random(random);
        int nodes = 1 + random.nextInt(12);
        RandomScript script = RandomScript.of(seed, circle, RANKS, nodes, 120, 2000);
        FlowLimits limits = FlowLimits.ofWindow(List.of(1, 7, 1000).get(random.nextInt(3)));
        return new GridRun(script.text(), seed, circle, RoutingChoice.ofSeed(seed), RANKS, nodes, limits, false).run();
    }
}
