package mpjdht.it;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Lines that end with CR LF. */
final class Lines {
    private Lines() {}

    /** The next one, as ISO 8859-1. */
    static String next(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int one = in.read();
        while (one != '\n') {
            if (one < 0) {
                throw new EOFException("ended behind '" + line + "'");
            }
            line.append((char) one);
            one = in.read();
        }
        line.setLength(Math.max(0, line.length() - 1));
        return line.toString();
    }
}
