package mpjdht.node.replica;

import static org.assertj.core.api.Assertions.assertThat;

import mpjdht.node.Grid;
import mpjdht.node.RecordingOutbox;
import org.junit.jupiter.api.Test;

class RepairsTest {
    private final RecordingOutbox outbox = new RecordingOutbox();
    private final Repairs repairs = new Repairs();

    @Test
    void everyRankIsToldOnceWhatHasBeenCopiedSinceItWasToldLast() {
        repairs.copied(2, 30);
        repairs.copied(1, 4);
        repairs.report(new Grid(3), outbox);
        assertThat(outbox.take())
                .containsExactly(
                        "0: CopiesMade[keys=3, bytes=34]",
                        "1: CopiesMade[keys=3, bytes=34]",
                        "2: CopiesMade[keys=3, bytes=34]");

        repairs.report(new Grid(3), outbox);
        assertThat(outbox.take()).isEmpty();
    }

    @Test
    void nobodyIsToldOfCopiesOfNothing() {
        repairs.copied(0, 0);
        repairs.report(new Grid(3), outbox);
        assertThat(outbox.take()).isEmpty();
    }
}
