package mpjdht.cli.cluster;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A print stream that gives away whole lines, without their breaks, on the thread that printed them. */
final class LineStream extends PrintStream {
    private final Consumer<String> lines;

    LineStream(Consumer<String> lines) {
        super(new Splitter(lines), false, StandardCharsets.UTF_8);
        this.lines = lines;
    }

    // The two ways in which MPJ Express prints, past PrintStream's encoding and its lock: a thread that waits for the
    // user's terminal must not stop the others from printing.

    @Override
    public void println(String line) {
        lines.accept(line);
    }

    @Override
    public void println(Object line) {
        lines.accept(String.valueOf(line));
    }

    /** What is printed in any other way. */
    private static final class Splitter extends OutputStream {
        private static final int LINE_BYTES_MAX = 1 << 20;

        private final Consumer<String> lines;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Splitter(Consumer<String> lines) {
            this.lines = lines;
        }

        @Override
        public synchronized void write(int b) {
            if (b != '\n') {
                line.write(b);
            }
            if (b == '\n' || line.size() >= LINE_BYTES_MAX) {
                String text = line.toString(StandardCharsets.UTF_8);
                line.reset();
                lines.accept(text);
            }
        }
    }
}
