package mpjdht.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the clients of other ranks say to the user, in pieces that may end within a line: at once, or stream by stream at the end. */
final class SpokenLines {
    private final List<ByteArrayOutputStream> begun = new ArrayList<>();
    private final List<List<String>> held = new ArrayList<>();
    private final boolean atOnce;
    private final Consumer<String> console;

    /**
     * Nothing said.
     *
     * @param streams how many clients there are, numbered from 0
     * @param atOnce whether lines are told as they come
     * @param console takes lines for stderr
     */
    SpokenLines(int streams, boolean atOnce, Consumer<String> console) {
        this.atOnce = atOnce;
        this.console = console;
        for (int stream = 0; stream < streams; stream++) {
            begun.add(new ByteArrayOutputStream());
            held.add(new ArrayList<>());
        }
    }

    /** Takes the next bytes of a client. */
    void take(int stream, byte[] bytes, int offset, int length) {
        ByteArrayOutputStream line = begun.get(stream);
        for (int at = offset; at < offset + length; at++) {
            if (bytes[at] == '\n') {
                say(stream, line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(bytes[at]);
            }
        }
    }

    private void say(int stream, String line) {
        if (atOnce) {
            console.accept(line);
        } else {
            held.get(stream).add(line);
        }
    }

    /** Tells what was held, client after client. */
    void tellHeld() {
        held.forEach(lines -> lines.forEach(console));
    }
}
