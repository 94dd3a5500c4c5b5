package mpjdht.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final List<String> shown = new ArrayList<>();
    private long now = 1_000;
    private double share = 0.25;
    private long commands;
    private final Progress progress = new Progress(() -> now, () -> share, () -> commands, shown::add);

    @Test
    void aShortRunShowsNothing() {
        now += 1_999_999_999L;
        progress.update();
        progress.pause();

        assertThat(shown).isEmpty();
    }

    @Test
    void aPauseDoesNotBringTheLineForward() {
        now += 1_000_000_000L;
        progress.pause();
        now += 999_999_999L;
        progress.update();
        assertThat(shown).isEmpty();

        now += 1;
        progress.update();
        assertThat(shown).hasSize(1);
    }

    @Test
    void aFileOfWhichNothingWasReadHasNoTimeLeft() {
        share = 0;
        now += 2_000_000_000L;
        progress.update();

        assertThat(shown).containsExactly("0 commands, 0 commands/s");
    }

    @Test
    void aRunOfOverTwoSecondsShowsShareRateAndTimeLeft() {
        now += 2_000_000_000L;
        commands = 3_000_000;
        progress.update();

        assertThat(shown).containsExactly("25 %, 1,500,000 commands/s, 6 s left");
    }

    @Test
    void theLineChangesAFewTimesASecondAndIsWipedAtTheEnd() {
        now += 2_000_000_000L;
        for (int i = 0; i < 1000; i++) {
            progress.update();
            now += 1_000_000;
        }
        progress.pause();

        assertThat(shown).hasSize(5).last().isEqualTo("");
    }

    @Test
    void aPipeHasNoShare() {
        share = -1;
        commands = 10;
        now += 4_000_000_000L;
        progress.update();

        assertThat(shown).containsExactly("10 commands, 3 commands/s");
        assertThat(progress.seconds()).isEqualTo(4);
    }
}
