package mpjdht.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DirectConsoleTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Console console(boolean interactive) {
        return new DirectConsole(out, err, interactive);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void resultsAloneAreOnStandardOutput() throws IOException {
        Console console = console(false);
        console.started(0, "h");
        console.results().write("GET 1 -> é\n".getBytes(StandardCharsets.UTF_8));
        console.line("a line");
        console.results().flush();
        console.ended(0, 0);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("GET 1 -> é\n");
        assertThat(err()).isEqualTo("a line\n");
    }

    @Test
    void aFailureNamesRankHostAndReason() {
        console(false).failed(3, "h2", "out of memory");

        assertThat(err()).isEqualTo("mpj-dht: rank 3 on host h2 failed: out of memory\n");
    }

    @Test
    void aLostPeerIsToldByWhoNoticed() {
        console(false).lostPeer(3, "h2", "send failed");

        assertThat(err()).isEqualTo("mpj-dht: rank 3 on host h2 lost another rank: send failed\n");
    }

    @Test
    void progressIsOverwrittenAndMakesWayForLines() {
        Console console = console(true);
        console.progress("10 %");
        console.progress("20 %");
        console.line("a line");
        console.ended(0, 0);

        String erase = "\r\u001b[K";
        assertThat(err()).isEqualTo(erase + "10 %" + erase + "20 %" + erase + "a line\n" + "20 %" + erase);
    }

    @Test
    void progressIsOneLineThatFitsATerminal() {
        console(true).progress("x".repeat(100) + "\nmore");

        assertThat(err()).isEqualTo("\r\u001b[K" + "x".repeat(79));
    }

    @Test
    void aReasonOfSeveralLinesIsToldInOne() {
        console(false).failed(3, "h2", "first\n\tsecond\r\nthird\n");

        assertThat(err()).isEqualTo("mpj-dht: rank 3 on host h2 failed: first second third\n");
    }

    @Test
    void progressIsNotShownWithoutATerminal() {
        console(false).progress("10 %");

        assertThat(err()).isEmpty();
        assertThat(console(false).interactive()).isFalse();
        assertThat(console(true).interactive()).isTrue();
    }

    @Test
    void aClosedStandardErrorStopsNobody() throws IOException {
        Console console = new DirectConsole(
                out,
                new java.io.OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("closed");
                    }
                },
                true);
        console.line("lost");
        console.progress("lost");
        console.results().write('x');
        console.results().flush();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("x");
    }
}
