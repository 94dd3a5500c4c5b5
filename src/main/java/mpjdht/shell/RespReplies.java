package mpjdht.shell;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the door for clients of Redis replies to a line: an array of strings, or an error. */
final class RespReplies {
    /** A value of 64 MiB, each byte of it escaped, fits. */
    private static final int MOST_REPLY_BYTES = 320 << 20;

    private static final int MOST_LINES = 1 << 22;
    private static final int MOST_HEAD_BYTES = 1 << 18;
    private static final Pattern OF_LINE = Pattern.compile("(UNREADABLE|FAILED) ([0-9]{1,9}) (.*)", Pattern.DOTALL);
    private static final Pattern KIND = Pattern.compile("^[A-Z]+ ");

    private final InputStream in;

    RespReplies(InputStream in) {
        this.in = in;
    }

    /** The next reply. */
    Reply next() throws IOException {
        int kind = in.read();
        String head = head(kind);
        return switch (kind) {
            case '*' -> Reply.done(strings(number(head, MOST_LINES)));
            case '+' -> Reply.done(List.of(head));
            case '-' -> wrong(head);
            default -> throw noReply();
        };
    }

    private List<String> strings(int count) throws IOException {
        List<String> strings = new ArrayList<>();
        int left = MOST_REPLY_BYTES;
        for (int i = 0; i < count; i++) {
            int kind = in.read();
            int length = number(head(kind), left);
            if (kind != '$') {
                throw noReply();
            }
            byte[] bytes = in.readNBytes(length + 2);
            if (bytes.length < length + 2) {
                throw new EOFException("it has closed the connection");
            }
            strings.add(new String(bytes, 0, length, StandardCharsets.UTF_8));
            left -= length;
        }
        return strings;
    }

    private static Reply wrong(String error) {
        Matcher ofLine = OF_LINE.matcher(error);
        if (ofLine.matches()) {
            return Reply.wrong(Reply.Kind.valueOf(ofLine.group(1)), Integer.parseInt(ofLine.group(2)), ofLine.group(3));
        }
        return Reply.wrong(Reply.Kind.FAILED, 1, KIND.matcher(error).replaceFirst(""));
    }

    /** The rest of the line that begins with a byte. */
    private String head(int kind) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int next = kind;
        while (next >= 0 && next != '\n') {
            if (head.size() == MOST_HEAD_BYTES) {
                throw noReply();
            }
            head.write(next);
            next = in.read();
        }
        if (next < 0) {
            throw new EOFException("it has closed the connection");
        }
        String text = head.toString(StandardCharsets.UTF_8);
        return text.isEmpty() ? "" : text.substring(1).stripTrailing();
    }

    private static int number(String text, int most) throws IOException {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) > most) {
            throw noReply();
        }
        return Integer.parseInt(text);
    }

    private static IOException noReply() {
        return new IOException("what it says is no reply of an mpj-dht server");
    }
}
