package mpjdht.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenedAsTest {
    @AfterEach
    void clear() {
        System.clearProperty(OpenedAs.PROPERTY);
    }

    @Test
    void aNameOfWhichNothingIsToldIsItsOwnPath() {
        assertThat(OpenedAs.path("a b")).isEqualTo(Path.of("a b"));
        assertThat(OpenedAs.isTold("a b")).isFalse();
        assertThat(OpenedAs.with(Map.of())).isEmpty();
    }

    @Test
    void aToldPathHoldsAnyBytes() {
        System.setProperty(OpenedAs.PROPERTY, "gr%5CxFC=/tmp/gr%FC,%C3%BC=/dev/fd/5");

        assertThat(OpenedAs.path("gr\\xFC").toUri()).hasToString("file:///tmp/gr%FC");
        assertThat(OpenedAs.path("ü")).isEqualTo(Path.of("/dev/fd/5"));
        assertThat(OpenedAs.isTold("ü")).isTrue();
    }

    @Test
    void theLastOfSeveralPathsCounts() {
        System.setProperty(OpenedAs.PROPERTY, "a=/first,a=/second");

        assertThat(OpenedAs.path("a")).isEqualTo(Path.of("/second"));
    }

    @Test
    void anotherProcessIsToldTheSameAndMore() {
        System.setProperty(OpenedAs.PROPERTY, "a=/tmp/%FF");

        System.setProperty(OpenedAs.PROPERTY, OpenedAs.with(Map.of("a,=% ü", Path.of("/tmp/b, c"))));

        assertThat(OpenedAs.path("a").toUri()).hasToString("file:///tmp/%FF");
        assertThat(OpenedAs.path("a,=% ü")).isEqualTo(Path.of("/tmp/b, c"));
    }
}
