package mpjdht.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WipingOutputTest {

    @Test
    void wipesTheProgressLineBeforeResultsReachTheTerminal() throws IOException {
        StringBuilder terminal = new StringBuilder();
        OutputStream stream = new OutputStream() {
            @Override
            public void write(int b) {
                terminal.append((char) b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                terminal.append(new String(bytes, offset, length, StandardCharsets.US_ASCII));
            }
        };
        try (WipingOutput results = new WipingOutput(stream, () -> terminal.append("[wiped]"))) {
            results.write("one\n".getBytes(StandardCharsets.US_ASCII));
            results.write(new byte[0]);
            results.write('x');
            results.flush();
        }

        assertThat(terminal).hasToString("[wiped]one\n[wiped]x");
    }

    @Test
    void resultsAreOnTheTerminalBeforeTheLineIsShownAgain() throws IOException {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        try (WipingOutput results = new WipingOutput(new BufferedOutputStream(terminal), () -> {})) {
            results.write("one\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(terminal.toString(StandardCharsets.US_ASCII)).isEqualTo("one\n");
        }
    }
}
