package mpjdht.cli.cluster;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mpjdht.runtime.console.Frame;
import mpjdht.runtime.console.Frames;

/**
 * Takes a job's mixed output apart, line by line: frames of the ranks, MPJ Express' own announcements, and what is
 * neither, such as a JVM's complaint. Not thread-safe.
 */
final class FrameReader {
    /** The longest text put together from several frames; what is longer comes in parts. */
    static final int TEXT_BYTES_MAX = 1 << 20;

    private static final Pattern PROCESS_STARTS = Pattern.compile("Starting process <(\\d{1,9})> on <.*>");
    private static final Pattern PROCESS_STOPS = Pattern.compile("Stopping Process <\\d+> on <.*>");
    /** The daemon's last word has no line break, and its sign of life may follow. */
    private static final Pattern STREAM_ENDS = Pattern.compile("EXIT(@Ping#)+");

    /** What MPJ Express prints when a connection breaks; the ranks say in frames what that means. */
    private static final Pattern STACK_TRACE = Pattern.compile(
            "(Caused by: |Exception in thread .* )?(mpi|mpjdev|mpjbuf|xdev|java\\.nio)\\.[\\w.]*Exception.*"
                    + "|\\s+at [\\w.$/@-]+\\(.*\\)|\\s+\\.\\.\\. \\d+ (more|common frames omitted)");

    private static final Pattern JOB_STARTS = Pattern.compile("MPJ Express \\(.*\\) is started in the .*");

    /** What a job's output says. */
    interface Listener {
        /** Bytes of the user's standard output, in order. */
        void results(int rank, byte[] bytes);

        /** A text of a rank, whole; results come through {@link #results}. */
        void text(Frame.Kind kind, int rank, String text);

        /** The process of a rank has started. */
        void processStarted(int rank);

        /** A line that is neither a frame nor an announcement. */
        void other(String line);
    }

    private final IntPredicate isRank;
    private final Listener listener;
    private final Map<Integer, Map<Frame.Kind, ByteArrayOutputStream>> partial = new HashMap<>();

    /**
     * Makes a reader.
     *
     * @param isRank tells the job's ranks; a frame of another rank is not one
     */
    FrameReader(IntPredicate isRank, Listener listener) {
        this.isRank = isRank;
        this.listener = listener;
    }

    /** Reads one line, without its break. A frame that was cut short, as a daemon that dies does, says nothing. */
    void line(String line) {
        int at = Frames.indexOf(line);
        if (at < 0) {
            other(line);
            return;
        }
        // What a JVM wrote without a line break stands before the frame.
        other(line.substring(0, at));
        Frames.decode(line.substring(at))
                .filter(frame -> isRank.test(frame.rank()))
                .ifPresent(this::frame);
    }

    private void frame(Frame frame) {
        if (frame.kind() == Frame.Kind.RESULTS) {
            listener.results(frame.rank(), frame.payload());
            return;
        }
        ByteArrayOutputStream text = partial.computeIfAbsent(frame.rank(), r -> new EnumMap<>(Frame.Kind.class))
                .computeIfAbsent(frame.kind(), k -> new ByteArrayOutputStream());
        text.writeBytes(frame.payload());
        if (frame.complete() || text.size() >= TEXT_BYTES_MAX) {
            listener.text(frame.kind(), frame.rank(), text.toString(StandardCharsets.UTF_8));
            text.reset();
        }
    }

    private void other(String line) {
        Matcher starts = PROCESS_STARTS.matcher(line);
        if (starts.matches()) {
            int rank = Integer.parseInt(starts.group(1));
            if (isRank.test(rank)) {
                listener.processStarted(rank);
            }
        } else if (!line.isBlank()
                && !PROCESS_STOPS.matcher(line).matches()
                && !STREAM_ENDS.matcher(line).matches()
                && !STACK_TRACE.matcher(line).matches()
                && !JOB_STARTS.matcher(line).matches()) {
            listener.other(line);
        }
    }
}
