package mpjdht.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mpjdht.runtime.console.Frame;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private final List<String> heard = new ArrayList<>();
    private final FrameReader reader = new FrameReader(rank -> rank < 8, new FrameReader.Listener() {
        @Override
        public void results(int rank, byte[] bytes) {
            heard.add("results " + rank + " " + new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void text(Frame.Kind kind, int rank, String text) {
            heard.add(kind + " " + rank + " " + text);
        }

        @Override
        public void processStarted(int rank) {
            heard.add("process " + rank);
        }

        @Override
        public void other(String line) {
            heard.add("other " + line);
        }
    });

    private void read(String... lines) {
        for (String line : lines) {
            reader.line(line);
        }
    }

    @Test
    void tellsResultsTextsAndWhatIsNeither() {
        read("~dht:R7:GET 15 -> 673 @40%0A;", "~dht:L7:done;", "# A fatal error has been detected");

        assertThat(heard)
                .containsExactly(
                        "results 7 GET 15 -> 673 @40\n", "LINE 7 done", "other # A fatal error has been detected");
    }

    @Test
    void theStackTracesOfMpjExpressAreNoise() {
        read(
                "mpi.MPIException: xdev.XDevException: java.nio.channels.ClosedChannelException",
                "\tat mpi.Comm.recv(Comm.java:1511)",
                "\tat java.base/java.lang.Thread.run(Thread.java:840)",
                "Caused by: xdev.XDevException: java.nio.channels.ClosedChannelException",
                "\t... 13 more",
                "java.lang.OutOfMemoryError: Java heap space");

        assertThat(heard).containsExactly("other java.lang.OutOfMemoryError: Java heap space");
    }

    @Test
    void resultsDoNotWaitForTheirLastPart() {
        read("~dht:R7:a+", "~dht:R7:b;");

        assertThat(heard).containsExactly("results 7 a", "results 7 b");
    }

    @Test
    void textsOfSeveralRanksArePutTogetherEach() {
        read("~dht:L1:a+", "~dht:L2:x+", "~dht:F1:h%0A+", "~dht:L1:b;", "~dht:L2:y;", "~dht:F1:boom;");

        assertThat(heard).containsExactly("LINE 1 ab", "LINE 2 xy", "FAILED 1 h\nboom");
    }

    @Test
    void aCharacterMayBeCutBetweenFrames() {
        read("~dht:L1:%C3+", "~dht:L1:%A9;");

        assertThat(heard).containsExactly("LINE 1 é");
    }

    @Test
    void aTextWithoutEndComesInParts() {
        for (int i = 0; i < FrameReader.TEXT_BYTES_MAX / 1000; i++) {
            read("~dht:L1:" + "x".repeat(1000) + "+");
        }
        assertThat(heard).isEmpty();
        read("~dht:L1:" + "x".repeat(1000) + "+");

        assertThat(heard).hasSize(1);
    }

    @Test
    void announcementsOfMpjExpressAreNotForTheUser() {
        read(
                "MPJ Express (0.44) is started in the cluster configuration with niodev",
                "Starting process <3> on <h2>",
                "Stopping Process <3> on <h2>",
                "EXIT@Ping#",
                "");

        assertThat(heard).containsExactly("process 3");
    }

    @Test
    void textWithoutALineBreakBeforeAFrameIsKept() {
        read("warning: ~dht:L1:done;");

        assertThat(heard).containsExactly("other warning: ", "LINE 1 done");
    }

    @Test
    void aFrameThatWasCutShortIsNotShown() {
        String frame = "~dht:R7:GET 15 -> 673 @40%0A;";
        for (int length = 1; length < frame.length(); length++) {
            read(frame.substring(0, length));
        }
        read("warning: ~dht:L1:do");

        assertThat(heard).containsExactly("other warning: ");
    }

    @Test
    void ranksThatAreNotOfTheJobAreNotHeard() {
        read("~dht:R8:x;", "Starting process <9> on <h2>");

        assertThat(heard).isEmpty();
    }
}
