package mpjdht.it;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/** How long a client of a door waits for an answer when it asks for one after another. */
final class Pace {
    private static final int READS = 500;

    private final Talk talk;
    private long[] nanos = {};

    /** Of a client that nobody has asked for yet. */
    Pace(Talk talk) {
        this.talk = talk;
    }

    /** Reads for a while. */
    void take() throws IOException {
        int from = nanos.length;
        nanos = Arrays.copyOf(nanos, from + READS);
        for (int i = from; i < nanos.length; i++) {
            long begin = System.nanoTime();
            talk.read();
            talk.awaitRead();
            nanos[i] = System.nanoTime() - begin;
        }
    }

    /** Of all that it has waited for. */
    double medianMillis() {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e6;
    }

    /** Beside another one, as text. */
    String beside(Pace other) {
        return String.format(
                Locale.ROOT,
                "%.3f ms for %.3f ms, %.2f times as long",
                medianMillis(),
                other.medianMillis(),
                medianMillis() / other.medianMillis());
    }

    /** The client goes. */
    void close() {
        talk.close();
    }
}
