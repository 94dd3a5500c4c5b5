package mpjdht.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostStreamsTest {
    private static final List<String> HOSTS = List.of("a", "a", "b", "b");

    private final List<String> asked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    private HostStreams streams(Set<String> daemons) {
        return new HostStreams(HOSTS, host -> {
            asked.add(host);
            return daemons.contains(host);
        });
    }

    private void tell(HostStreams streams) {
        streams.tellEnded((rank, daemonGone) -> told.add(rank + (daemonGone ? " without daemon" : "")));
    }

    private static void onAThread(Runnable stream) throws InterruptedException {
        Thread thread = new Thread(stream);
        thread.start();
        thread.join();
    }

    @Test
    void aStreamThatEndsIsToldOnceForEachOfItsRanks() throws InterruptedException {
        HostStreams streams = streams(Set.of());
        onAThread(() -> List.of(2, 3, 2).forEach(streams::brought));
        tell(streams);
        tell(streams);

        assertThat(told).containsExactlyInAnyOrder("2", "3");
        assertThat(asked).isEmpty();
    }

    @Test
    void aStreamThatBrokeOffIsTheEndOfADaemonThatAnswersNoLonger() throws InterruptedException {
        HostStreams streams = streams(Set.of("a"));
        onAThread(() -> {
            streams.brought(3);
            streams.broke();
            streams.broke();
        });
        tell(streams);

        assertThat(told).containsExactly("3 without daemon");
        assertThat(asked).containsExactly("b");
    }

    @Test
    void aStreamThatBrokeOffWhileItsDaemonAnswersIsTheEndOfItsRanksAlone() throws InterruptedException {
        HostStreams streams = streams(Set.of("a"));
        onAThread(() -> {
            streams.brought(1);
            streams.broke();
        });
        tell(streams);

        assertThat(told).containsExactly("1");
    }

    @Test
    void aStreamWhoseThreadRunsIsNotOver() {
        HostStreams streams = streams(Set.of());
        streams.brought(0);
        streams.broke();
        tell(streams);

        assertThat(told).isEmpty();
        assertThat(asked).containsExactly("a");
    }

    @Test
    void aStreamThatBroughtNothingIsNobodys() {
        HostStreams streams = streams(Set.of());
        streams.broke();
        tell(streams);

        assertThat(told).isEmpty();
        assertThat(asked).isEmpty();
    }
}
