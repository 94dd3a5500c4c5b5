package mpjdht.service.resp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Replies under construction, by the version of RESP that the client speaks. */
final class RespOutput {
    private static final int KEPT_BYTES = 1 << 14;
    private static final byte[] NUMBERS = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = {};
    private int length;
    private int version = 2;

    /** From now on replies are of this version, 2 or 3. */
    void speak(int newVersion) {
        version = newVersion;
    }

    /** The version of RESP, 2 or 3. */
    int version() {
        return version;
    }

    /** The bytes; valid up to {@link #length} until the next change. */
    byte[] bytes() {
        return bytes;
    }

    /** How many there are. */
    int length() {
        return length;
    }

    /** Forgets them. */
    void reset() {
        length = 0;
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[0];
        }
    }

    /** A word that says how it went, as OK. */
    void simple(String text) {
        line('+', text);
    }

    /** An error; it begins with its kind in capitals. */
    void error(String text) {
        line('-', text);
    }

    private void line(char kind, String text) {
        byte[] line = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < line.length; i++) {
            // A line is what it is.
            line[i] = line[i] == '\r' || line[i] == '\n' ? (byte) ' ' : line[i];
        }
        room(line.length + 3);
        bytes[length] = (byte) kind;
        length++;
        copy(line, 0, line.length);
        endLine();
    }

    /** A whole number. */
    void number(long number) {
        head(':', number);
    }

    /** A string of any bytes. */
    void bulk(byte[] from, int offset, int count) {
        head('$', count);
        room(count + 2);
        copy(from, offset, count);
        endLine();
    }

    /** A string of any bytes. */
    void bulk(String text) {
        byte[] from = text.getBytes(StandardCharsets.UTF_8);
        bulk(from, 0, from.length);
    }

    /** A text for people. */
    void text(String text) {
        if (version == 2) {
            bulk(text);
        } else {
            byte[] from = ("txt:" + text).getBytes(StandardCharsets.UTF_8);
            head('=', from.length);
            room(from.length + 2);
            copy(from, 0, from.length);
            endLine();
        }
    }

    /** Nothing is there. */
    void nil() {
        if (version == 2) {
            head('$', -1);
        } else {
            room(3);
            bytes[length] = '_';
            length++;
            endLine();
        }
    }

    /** So many replies follow, which are one. */
    void array(int count) {
        head('*', count);
    }

    /** So many pairs of replies follow, which are one. */
    void map(int pairs) {
        if (version == 2) {
            head('*', 2L * pairs);
        } else {
            head('%', pairs);
        }
    }

    /** Replies as they are. */
    void raw(byte[] from, int offset, int count) {
        room(count);
        copy(from, offset, count);
    }

    private void head(char kind, long number) {
        room(24);
        bytes[length] = (byte) kind;
        length++;
        decimal(number);
        endLine();
    }

    private void decimal(long number) {
        if (number >= 0 && number < 10) {
            bytes[length] = NUMBERS[(int) number];
            length++;
            return;
        }
        if (number < 0) {
            bytes[length] = '-';
            length++;
        }
        int digits = 1;
        for (long rest = number / 10; rest != 0; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = NUMBERS[(int) Math.abs(rest % 10)];
            rest /= 10;
        }
        length += digits;
    }

    private void endLine() {
        bytes[length] = '\r';
        bytes[length + 1] = '\n';
        length += 2;
    }

    private void copy(byte[] from, int offset, int count) {
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    private void room(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.max(256, length + count), 2 * bytes.length));
        }
    }
}
