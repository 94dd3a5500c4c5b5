package mpjdht.it;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Somebody who brings a file that waits, reads keys, and does so again, to a server that is then told to end: what has come is run to its end, and
 * by then nobody else is served any more.
 */
final class LastClient implements AutoCloseable {
    private static final int WAIT_MILLIS = 3000;
    private static final int NEXT_WAIT_MILLIS = 150;
    private static final int ROUNDS = 4;

    private final Socket socket;
    private final InputStream in;
    private final long beginNanos;
    private long takenNanos;

    private LastClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.beginNanos = System.nanoTime();
    }

    /** Brings the file, and returns when the server has taken it. */
    static LastClient begin(int httpPort, List<String> keys) throws IOException {
        StringBuilder file = new StringBuilder();
        for (int round = 0; round < ROUNDS; round++) {
            file.append("WAIT ")
                    .append(round == 0 ? WAIT_MILLIS : NEXT_WAIT_MILLIS)
                    .append('\n');
            keys.forEach(key -> file.append("GET ").append(key).append('\n'));
        }
        // To one who speaks HTTP 1.0 the results come as they are, up to the end.
        String request =
                "POST /batch HTTP/1.0\r\nhost: localhost\r\ncontent-length: " + file.length() + "\r\n\r\n" + file;
        LastClient last = new LastClient(BesiegedDoor.connect(httpPort));
        last.socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String status = Lines.next(last.in);
        if (!status.contains(" 200 ")) {
            throw new AssertionError(status);
        }
        String header = status;
        while (!header.isEmpty()) {
            header = Lines.next(last.in);
        }
        last.takenNanos = System.nanoTime();
        return last;
    }

    /** Waits until it reads so soon, or a little later, while a process runs. */
    void awaitReads(long soonMillis, Process process) throws InterruptedException {
        long waitedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - takenNanos);
        if (process.waitFor(WAIT_MILLIS - soonMillis - waitedMillis, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the process has ended before");
        }
    }

    /**
     * The values of the keys that are there, as they were read the first time that was surely begun after a moment; nothing if the connection has
     * ended before.
     */
    Optional<Map<String, String>> valuesAfter(long nanos, int keys) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (int round = 0; round < ROUNDS; round++) {
            Optional<Map<String, String>> values = values(lines, keys);
            long waitedMillis = WAIT_MILLIS + (long) round * NEXT_WAIT_MILLIS;
            boolean isAfter = beginNanos + TimeUnit.MILLISECONDS.toNanos(waitedMillis) - nanos > 0;
            if (isAfter || values.isEmpty()) {
                lines.transferTo(Writer.nullWriter());
                return values;
            }
        }
        return Optional.empty();
    }

    private static Optional<Map<String, String>> values(BufferedReader lines, int keys) throws IOException {
        Map<String, String> values = new HashMap<>();
        int read = 0;
        while (read < keys) {
            String line = lines.readLine();
            if (line == null) {
                return Optional.empty();
            }
            if (line.contains("\"error\"")) {
                throw new AssertionError("it has read " + read + " of " + keys + " keys, and then: " + line);
            }
            if (!line.endsWith("}")) {
                return Optional.empty();
            }
            Map<String, Object> result = JSON.std.mapFrom(line);
            if ("GET".equals(result.get("op"))) {
                read++;
                if (Boolean.TRUE.equals(result.get("found"))) {
                    values.put((String) result.get("key"), (String) result.get("value"));
                }
            }
        }
        return Optional.of(values);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
