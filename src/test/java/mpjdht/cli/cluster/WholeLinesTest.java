package mpjdht.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WholeLinesTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final WholeLines lines = new WholeLines(out);

    private void write(String text) throws IOException {
        lines.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private String written() {
        return out.toString(StandardCharsets.US_ASCII);
    }

    @Test
    void keepsTheBeginningOfALineUntilItIsWhole() throws IOException {
        write("a\nb");
        assertThat(written()).isEqualTo("a\n");
        write("c");
        assertThat(written()).isEqualTo("a\n");
        write("d\ne\nf");
        assertThat(written()).isEqualTo("a\nbcd\ne\n");
    }

    @Test
    void whatEndsWithALineIsOutAtOnce() throws IOException {
        write("a\nb\n");

        assertThat(written()).isEqualTo("a\nb\n");
    }

    @Test
    void resultsThatAreCompleteNeedNoLineBreak() throws IOException {
        write("a\nb");
        lines.finish();

        assertThat(written()).isEqualTo("a\nb");
    }

    @Test
    void aLineThatIsTooLongToKeepGoesOutAsItComes() throws IOException {
        byte[] half = new byte[WholeLines.KEPT_BYTES_MAX / 2];
        lines.write(half);
        lines.write(half);
        assertThat(out.size()).isZero();
        write("x");
        assertThat(out.size()).isEqualTo(WholeLines.KEPT_BYTES_MAX + 1);
        write("y\n");

        assertThat(out.size()).isEqualTo(WholeLines.KEPT_BYTES_MAX + 3);
    }
}
