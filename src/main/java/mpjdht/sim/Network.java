package mpjdht.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Decides, for each message, whether and when it arrives. */
final class Network {
    /** The time of an arrival that does not happen. */
    static final long NEVER = -1;

    private final NetworkSettings settings;
    private final SeededRandom random;
    private final LinkTimes lastArrivals = new LinkTimes();
    private final List<Cut> cuts = new ArrayList<>();
    private int[] slowness = {};
    private long[] slowUntilMicros = {};
    private long arrival;
    private long secondArrival;

    /** Messages from one set of ranks to another do not get through for a time. */
    private record Cut(BitSet from, BitSet to, long untilMicros) {
        boolean concerns(int sender, int receiver) {
            return from.get(sender) && to.get(receiver);
        }
    }

    Network(NetworkSettings settings, SeededRandom random) {
        this.settings = settings;
        this.random = random;
    }

    /** Sends a message; {@link #arrival} and {@link #secondArrival} tell what becomes of it. */
    void send(long nowMicros, int from, int to, byte kind) {
        secondArrival = NEVER;
        if (from == to) {
            arrival = nowMicros;
        } else if (settings.datagrams().contains(kind)) {
            sendDatagram(nowMicros, from, to);
        } else {
            long start = Math.max(nowMicros, openAgain(nowMicros, from, to));
            arrival = lastArrivals.raise(from, to, start + latency(nowMicros, from, to));
        }
    }

    private void sendDatagram(long nowMicros, int from, int to) {
        FaultRates rates = settings.rates();
        if (openAgain(nowMicros, from, to) != NEVER || random.happens(rates.dropPerMillion())) {
            arrival = NEVER;
            return;
        }
        arrival = nowMicros + latency(nowMicros, from, to);
        if (random.happens(rates.delayPerMillion())) {
            arrival += rates.delay().draw(random);
        }
        if (random.happens(rates.duplicatePerMillion())) {
            secondArrival = nowMicros + latency(nowMicros, from, to);
        }
    }

    /** When the message sent last arrives, in microseconds; {@link #NEVER} when it is lost. */
    long arrival() {
        return arrival;
    }

    /** When it arrives once more; {@link #NEVER} when it does not. */
    long secondArrival() {
        return secondArrival;
    }

    /** When the last message arrives of those that keep their order. */
    long latestArrival() {
        return lastArrivals.latest();
    }

    /** Cuts all links from some ranks to others. */
    void cut(BitSet from, BitSet to, long untilMicros) {
        cuts.add(new Cut((BitSet) from.clone(), (BitSet) to.clone(), untilMicros));
    }

    /** Makes every message from or to a rank take a multiple of its time. */
    void slow(int rank, int factor, long untilMicros) {
        if (rank >= slowness.length) {
            slowness = Arrays.copyOf(slowness, Math.max(rank + 1, 2 * slowness.length));
            slowUntilMicros = Arrays.copyOf(slowUntilMicros, slowness.length);
        }
        slowness[rank] = factor;
        slowUntilMicros[rank] = untilMicros;
    }

    /** When a link that is cut will be whole; {@link #NEVER} when it is not cut. */
    private long openAgain(long nowMicros, int from, int to) {
        long until = NEVER;
        if (!cuts.isEmpty()) {
            cuts.removeIf(cut -> cut.untilMicros <= nowMicros);
            for (Cut cut : cuts) {
                until = cut.concerns(from, to) ? Math.max(until, cut.untilMicros) : until;
            }
        }
        return until;
    }

    private long latency(long nowMicros, int from, int to) {
        return settings.latency().draw(random) * slowness(nowMicros, from) * slowness(nowMicros, to);
    }

    private int slowness(long nowMicros, int rank) {
        return rank < slowness.length && slowUntilMicros[rank] > nowMicros ? slowness[rank] : 1;
    }
}
