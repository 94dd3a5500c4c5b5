package mpjdht.cli;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads each file once, whoever asks: what comes out of a pipe is there only the first time. For ranks that are threads. */
final class ReadOnce implements SettingsParser.TextReader {
    /** What came of reading a file: a text, or a failure. */
    private record Outcome(String text, IOException failure) {}

    private final SettingsParser.TextReader reader;
    private final Map<String, Outcome> outcomes = new HashMap<>();

    ReadOnce(SettingsParser.TextReader reader) {
        this.reader = reader;
    }

    @Override
    public synchronized String read(String file) throws IOException {
        Outcome outcome = outcomes.computeIfAbsent(file, this::readNow);
        if (outcome.failure() != null) {
            throw outcome.failure();
        }
        return outcome.text();
    }

    private Outcome readNow(String file) {
        try {
            return new Outcome(reader.read(file), null);
        } catch (IOException e) {
            return new Outcome(null, e);
        }
    }
}
