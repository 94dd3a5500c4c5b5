package mpjdht.it;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the threads of storage ranks did with their journals and with sockets, from a trace that {@code strace -f -y} has written: each thread by itself, in its order. A call
 * counts when it has returned.
 */
final class SystemCalls {
    /** A record that says how far the journal was forced is a header alone; nobody waits for it. */
    private static final String MARK_BYTES = "16";

    private static final Pattern LINE = Pattern.compile("(\\d+) +(.*)");
    private static final String UNFINISHED = " <unfinished ...>";
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\w+ resumed>(.*)");
    private static final Pattern WRITTEN =
            Pattern.compile("pwrite64\\(\\d+<\\S*/rank-\\d+/journal-\\d+>, .*, (\\d+), \\d+\\) = \\d+");
    private static final Pattern FORCED =
            Pattern.compile("(?:fdatasync|fsync)\\(\\d+<\\S*/rank-\\d+/journal-\\d+>\\) += 0");
    private static final Pattern SENT =
            Pattern.compile("(?:write|writev|sendto|sendmsg)\\(\\d+<(?:socket|TCP|TCPv6):\\S*>, .* = \\d+");

    private final Map<String, String> unfinished = new HashMap<>();

    /** By thread: whether it has written what it has not forced; threads that write to no journal are not known. */
    private final Map<String, Boolean> isAhead = new HashMap<>();

    private int forced;
    private int sentSafe;
    private int sentAhead;

    private SystemCalls() {}

    /** Reads a trace. */
    static SystemCalls of(List<String> lines) {
        SystemCalls calls = new SystemCalls();
        for (String line : lines) {
            Matcher parts = LINE.matcher(line);
            if (parts.matches()) {
                calls.take(parts.group(1), parts.group(2));
            }
        }
        return calls;
    }

    private void take(String thread, String text) {
        Matcher resumed = RESUMED.matcher(text);
        if (text.endsWith(UNFINISHED)) {
            unfinished.put(thread, text.substring(0, text.length() - UNFINISHED.length()));
        } else if (resumed.matches()) {
            returned(thread, unfinished.getOrDefault(thread, "") + resumed.group(1));
        } else {
            returned(thread, text);
        }
    }

    private void returned(String thread, String call) {
        Matcher written = WRITTEN.matcher(call);
        if (written.matches()) {
            if (!written.group(1).equals(MARK_BYTES)) {
                isAhead.put(thread, true);
            }
        } else if (FORCED.matcher(call).matches()) {
            isAhead.put(thread, false);
            forced++;
        } else if (isAhead.containsKey(thread) && SENT.matcher(call).matches()) {
            if (isAhead.get(thread)) {
                sentAhead++;
            } else {
                sentSafe++;
            }
        }
    }

    /** How often a journal was forced. */
    int forced() {
        return forced;
    }

    /** How often a rank wrote to a socket when all that it had written to its journal was forced. */
    int sentSafe() {
        return sentSafe;
    }

    /** How often a rank wrote to a socket when something was not. */
    int sentAhead() {
        return sentAhead;
    }
}
