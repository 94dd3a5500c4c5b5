package mpjdht.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mpjdht.message.MessageKind;
import mpjdht.message.Operation;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    @Test
    void readsBackWhatItWrote() {
        for (int seed = 0; seed < 200; seed++) {
            Snapshot snapshot = draw(new Random(seed)).snapshot();

            assertThat(Snapshot.decode(snapshot.encode())).as("seed %d", seed).isEqualTo(snapshot);
        }
    }

    @Test
    void bytesThatAreCutOffOrTooManyAreRefused() {
        byte[] bytes = draw(new Random(1)).snapshot().encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Snapshot.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Snapshot.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .hasMessage("1 bytes behind metrics");
    }

    @Test
    void lengthsAreCheckedBeforeMemoryIsTaken() {
        Random random = new Random(2);
        byte[] bytes = draw(new Random(1)).snapshot().encode();
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = bytes.clone();
            changed[random.nextInt(bytes.length)] = (byte) random.nextInt();
            changed[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                Snapshot.decode(changed);
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void aSumIsWhatOneRankWouldHaveCounted() {
        for (int seed = 0; seed < 200; seed++) {
            RankMetrics both = draw(new Random(seed));
            drawInto(both, new Random(seed + 1000));

            assertThat(draw(new Random(seed))
                            .snapshot()
                            .plus(draw(new Random(seed + 1000)).snapshot()))
                    .as("seed %d", seed)
                    .isEqualTo(both.snapshot());
        }
    }

    @Test
    void theTotalOfAJobIsTheSumOfTheRanksThatTellAnything() {
        Snapshot one = draw(new Random(3)).snapshot();
        Snapshot other = draw(new Random(4)).snapshot();
        JobMetrics metrics = new JobMetrics(List.of(Optional.of(one), Optional.empty(), Optional.of(other)));

        assertThat(metrics.total()).isEqualTo(one.plus(other));
        assertThat(metrics.missing()).containsExactly(1);
    }

    @Test
    void whatFailedHasNeitherHopsNorLatency() {
        RankMetrics metrics = new RankMetrics();
        metrics.answered(Operation.PUT, true, 3, 70);
        metrics.answered(Operation.PUT, false, 2, 50);
        RequestFigures puts = metrics.snapshot().requests(Operation.PUT);

        assertThat(puts.done()).isEqualTo(1);
        assertThat(puts.failed()).isEqualTo(1);
        assertThat(puts.hops().sum()).isEqualTo(2);
        assertThat(puts.latency().sum()).isEqualTo(50);
        assertThat(metrics.snapshot().operations()).containsExactly(Operation.PUT);
    }

    @Test
    void everyFigureHasANameOfItsOwnAndSaysWhatItCounts() {
        assertThat(Arrays.stream(Figure.values()).map(Figure::key))
                .doesNotHaveDuplicates()
                .allMatch(key -> key.matches("[a-z]+(_[a-z]+)*"));
        assertThat(Figure.values()).allSatisfy(figure -> {
            assertThat(figure.unit()).isNotEmpty();
            assertThat(figure.help()).isNotEmpty();
        });
    }

    private static RankMetrics draw(Random random) {
        RankMetrics metrics = new RankMetrics();
        drawInto(metrics, random);
        return metrics;
    }

    private static void drawInto(RankMetrics metrics, Random random) {
        for (Figure figure : Figure.values()) {
            metrics.count(figure, random.nextLong(1L << 40));
        }
        for (int i = 0; i < 50; i++) {
            metrics.sent(1 + random.nextInt(MessageKind.METRICS), 1 + random.nextInt(100_000));
            metrics.answered(
                    1 + random.nextInt(Operation.APPEND),
                    random.nextInt(10) == 0,
                    random.nextInt(20),
                    random.nextLong(1L << 30));
        }
    }
}
