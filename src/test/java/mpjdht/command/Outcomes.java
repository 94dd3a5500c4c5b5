package mpjdht.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Outcomes for tests, and what a format makes of them. */
final class Outcomes {
    /** Writes outcomes to a writer. */
    interface Script {
        void run(ResultWriter writer, Outcome outcome) throws IOException;
    }

    private Outcomes() {}

    static byte[] print(ResultFormat format, boolean verbose, boolean severalFiles, Script script) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ByteOutput out = new ByteOutput(bytes, 64)) {
            script.run(format.writer(out, verbose, severalFiles), new Outcome());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static String printText(ResultFormat format, boolean verbose, Script script) {
        return new String(print(format, verbose, false, script), java.nio.charset.StandardCharsets.UTF_8);
    }

    static Outcome get(Outcome outcome, byte[] key, byte[] value) {
        outcome.of(Verb.GET, 3).key(key, 0, key.length).at(40, 1, 1);
        return value == null ? outcome : outcome.value(value, 0, value.length);
    }
}
