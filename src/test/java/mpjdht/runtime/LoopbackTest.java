package mpjdht.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In a process that was not given the leave that the change needs. */
class LoopbackTest {
    @AfterEach
    void askNoLonger() {
        System.clearProperty(Loopback.ASKED);
    }

    @Test
    void whereTheChangeIsNotPossibleItSaysSoAndChangesNothing() {
        System.setProperty(Loopback.ASKED, "true");

        assertThat(Loopback.enforceIfAsked()).isFalse();
        assertThat(new InetSocketAddress(0).getAddress().isAnyLocalAddress()).isTrue();
    }

    @Test
    void whoIsNotAskedIsContent() {
        assertThat(Loopback.enforceIfAsked()).isTrue();
        assertThat(new InetSocketAddress(0).getAddress().isAnyLocalAddress()).isTrue();
    }

    @Test
    void theAddressIsThatOfTheOlderProtocol() {
        assertThat(Loopback.address().getHostAddress()).isEqualTo("127.0.0.1");
    }
}
