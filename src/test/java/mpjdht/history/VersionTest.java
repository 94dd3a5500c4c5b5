package mpjdht.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VersionTest {
    @Test
    void theClockDecidesAndThenTheWriterWhichHasNoSign() {
        List<Version> ascending = List.of(
                Version.UNTOLD,
                Version.NOTHING,
                new Version(1, 0),
                new Version(1, 7),
                new Version(1, -1),
                new Version(2, 0),
                new Version(Long.MAX_VALUE, 0));

        for (int i = 0; i < ascending.size(); i++) {
            for (int j = 0; j < ascending.size(); j++) {
                assertThat(Integer.signum(ascending.get(i).compareTo(ascending.get(j))))
                        .as(ascending.get(i) + " and " + ascending.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void itIsWrittenWithAPointAndWithoutASign() {
        assertThat(new Version(12, -1)).hasToString("12.4294967295");
        assertThat(Version.UNTOLD).hasToString("untold");
        assertThat(Version.UNTOLD.told()).isFalse();
        assertThat(Version.NOTHING.told()).isTrue();
    }
}
