package mpjdht.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TroublesTest {
    private final List<String> told = new ArrayList<>();
    private final Troubles troubles = new Troubles(told::add);

    @Test
    void tellsAFewOfThemEachSecondAndCountsTheRest() {
        for (int i = 0; i < 7; i++) {
            troubles.tell("no " + i);
        }
        troubles.endSecond();
        troubles.tell("again");
        troubles.endSecond();
        assertThat(told)
                .containsExactly(
                        "no 0", "no 1", "no 2", "no 3", "no 4", "and 2 more like that within a second", "again");
    }

    @Test
    void tellsNoMoreThanALine() {
        troubles.tell("x".repeat(10_000));
        assertThat(told.get(0)).hasSize(201).endsWith("x…");
    }

    @Test
    void keepsToItselfWhatSomebodyHasSaidWhoSpeaksNoTls() {
        Throwable cause = new DecoderException(new NotSslRecordException("not an SSL/TLS record: 41555448"));
        assertThat(Troubles.of("HTTP", cause))
                .isEqualTo("a connection of HTTP failed: it speaks no TLS, or none that is accepted");
    }

    @Test
    void tellsWhatElseIsWrongWithAConnection() {
        assertThat(Troubles.of("HTTP", new IllegalStateException("why")))
                .isEqualTo("a connection of HTTP failed: java.lang.IllegalStateException: why");
    }
}
