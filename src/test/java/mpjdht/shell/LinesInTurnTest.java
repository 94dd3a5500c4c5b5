package mpjdht.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinesInTurnTest {
    private final RecordingConnection server = new RecordingConnection();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<String> errors = new ArrayList<>();

    private int run(boolean stopsOnError, String lines) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
        return new LinesInTurn(server, in, out, errors::add, stopsOnError).run();
    }

    @Test
    void runOneAfterAnother() throws IOException {
        assertThat(run(true, "GET a\r\n\nGET b")).isZero();
        assertThat(server.run).containsExactly("GET a", "", "GET b");
        assertThat(out).hasToString("did GET a\ndid \ndid GET b\n");
        assertThat(errors).isEmpty();
    }

    @Test
    void endWithEnd() throws IOException {
        assertThat(run(true, "GET a\nend\nGET b\n")).isZero();
        assertThat(server.run).containsExactly("GET a");
    }

    @Test
    void stopAtTheFirstErrorUnlessTheyAreToGoOn() throws IOException {
        server.answer = line -> line.startsWith("ADD")
                ? Reply.wrong(Reply.Kind.FAILED, 5, "rank 9")
                : line.startsWith("FOO") ? Reply.wrong(Reply.Kind.UNREADABLE, 1, "FOO") : Reply.done(List.of());
        assertThat(run(true, "RING\nADD 9\nFOO\nRING\n")).isEqualTo(1);
        assertThat(errors).containsExactly("-:2:5: error: rank 9");
        assertThat(server.run).containsExactly("RING", "ADD 9");
        errors.clear();
        assertThat(run(false, "FOO\nADD 9\nRING\n")).isEqualTo(2);
        assertThat(errors).containsExactly("-:1:1: error: FOO", "-:2:5: error: rank 9");
        assertThat(server.run).endsWith("FOO", "ADD 9", "RING");
    }

    @Test
    void takeAnyBytes() throws IOException {
        byte[] line = {'P', 'U', 'T', ' ', 'k', ' ', (byte) 0xff, (byte) 0xfe};
        List<byte[]> run = new ArrayList<>();
        Connection bytes = new BytesKept(run);
        new LinesInTurn(bytes, new ByteArrayInputStream(line), out, errors::add, true).run();
        assertThat(run).singleElement().isEqualTo(line);
    }

    /** Notes the lines as they are. */
    private record BytesKept(List<byte[]> run) implements Connection {
        @Override
        public Reply run(byte[] line) {
            run.add(line);
            return Reply.done(List.of());
        }

        @Override
        public Optional<Reply> look(byte[] line, long millis) {
            return Optional.empty();
        }

        @Override
        public void giveUp() {}

        @Override
        public void close() {}
    }
}
