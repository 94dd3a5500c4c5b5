package mpjdht.experiment.replication;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;
import mpjdht.sim.Micros;
import mpjdht.sim.SeededRandom;

/**
 * How long it takes until the first volume has lost all of its copies: figure 7 of van Renesse and Schneider, OSDI 2004, section 5.4. Servers fail, each
 * after an exponentially distributed time with a mean of 24 hours, lose what they have, and are back ten minutes later, with nothing. Every server keeps 100
 * copies of volumes at first, and copying those from one server to another takes four hours. A server gives and takes one volume at a time, and at most 40 of
 * a hundred servers take one.
 */
final class Availability {
    private static final double HOUR = 3_600.0 * Micros.SECOND;
    private static final double MTBF_MICROS = 24 * HOUR;
    private static final long REBOOT_MICROS = 600 * Micros.SECOND;
    private static final int VOLUMES_OF_SERVER = 100;
    private static final long COPY_MICROS = (long) (4 * HOUR / VOLUMES_OF_SERVER);
    private static final int MOST_TAKING_PERCENT = 40;

    private final VolumePlaces places;
    private final int mostOfOneFailure;
    private final int mostAtOnce;
    private final SeededRandom random;
    private final BitSet live = new BitSet();
    private final BitSet giving = new BitSet();
    private final BitSet taking = new BitSet();
    private final BitSet[] holders;

    /** Of each volume, where a copy is to be made, or is being made; if places are fixed. */
    private final BitSet[] expected;

    private final List<Transfer> needed = new ArrayList<>();
    private final List<Transfer> underWay = new ArrayList<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private int failures;
    private boolean lost;
    private long order;

    /** Something that happens: a server fails or is back, or a volume has been copied. */
    private record Event(long atMicros, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atMicros, other.atMicros);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /** A copy of a volume that is to be made because of a failure. */
    private static final class Transfer {
        final int volume;
        final int failure;
        int from = -1;
        int to;

        /** To a server, or to any that has none when that is -1. */
        Transfer(int volume, int failure, int to) {
            this.volume = volume;
            this.failure = failure;
            this.to = to;
        }
    }

    private Availability(int servers, int copies, Strategy strategy, long seed) {
        this.random = new SeededRandom(seed);
        int volumes = servers * VOLUMES_OF_SERVER / copies;
        this.places = strategy.places(servers, volumes, copies, random);
        this.mostOfOneFailure = strategy == Strategy.RANDOM_SEQUENTIAL ? copies : Integer.MAX_VALUE;
        this.mostAtOnce = Math.max(1, servers * MOST_TAKING_PERCENT / 100);
        this.holders = new BitSet[volumes];
        this.expected = new BitSet[volumes];
        live.set(0, servers);
        for (int volume = 0; volume < volumes; volume++) {
            holders[volume] = new BitSet();
            expected[volume] = new BitSet();
            for (int server : places.at(volume, live)) {
                holders[volume].set(server);
            }
        }
    }

    /**
     * Hours until a volume is lost, in one run.
     *
     * @param servers at least as many as {@code copies}
     * @param copies of each volume
     * @param limitHours after which a run ends although none is lost
     */
    static double hoursToLoss(int servers, int copies, Strategy strategy, double limitHours, long seed) {
        return new Availability(servers, copies, strategy, seed).run((long) (limitHours * HOUR)) / HOUR;
    }

    private long run(long limitMicros) {
        for (int server = live.nextSetBit(0); server >= 0; server = live.nextSetBit(server + 1)) {
            failLater(0, server);
        }
        long[] now = {0};
        while (now[0] < limitMicros) {
            Event event = events.remove();
            now[0] = event.atMicros();
            event.action().run();
            if (lost) {
                return now[0];
            }
            begin(now[0]);
        }
        return limitMicros;
    }

    private void at(long micros, Runnable action) {
        events.add(new Event(micros, order++, action));
    }

    private void failLater(long now, int server) {
        double uniform = ((random.nextLong() >>> 11) + 1) * 0x1p-53;
        long at = now + (long) (-MTBF_MICROS * StrictMath.log(uniform));
        at(at, () -> fail(at, server));
    }

    private void fail(long now, int server) {
        int failure = failures++;
        live.clear(server);
        giving.clear(server);
        taking.clear(server);
        abort(server);
        for (int volume = 0; volume < holders.length; volume++) {
            if (holders[volume].get(server)) {
                holders[volume].clear(server);
                lost |= holders[volume].isEmpty();
                need(volume, failure);
            }
        }
        long back = now + REBOOT_MICROS;
        at(back, () -> comeBack(back, server));
    }

    /** What a server gave or took is to be copied anew. */
    private void abort(int server) {
        List<Transfer> broken = underWay.stream()
                .filter(transfer -> transfer.from == server || transfer.to == server)
                .toList();
        underWay.removeAll(broken);
        needed.removeIf(transfer -> transfer.to == server);
        for (BitSet targets : expected) {
            targets.clear(server);
        }
        for (Transfer transfer : broken) {
            if (places.areFixed()) {
                expected[transfer.volume].clear(transfer.to);
            }
            (transfer.from == server ? taking : giving).clear(transfer.from == server ? transfer.to : transfer.from);
            need(transfer.volume, transfer.failure);
        }
    }

    private void comeBack(long now, int server) {
        live.set(server);
        failLater(now, server);
        if (places.areFixed()) {
            int failure = failures++;
            for (int volume = 0; volume < holders.length; volume++) {
                need(volume, failure);
            }
        }
    }

    private void need(int volume, int failure) {
        if (!places.areFixed()) {
            needed.add(new Transfer(volume, failure, -1));
            return;
        }
        for (int server : places.at(volume, live)) {
            if (!holders[volume].get(server) && !expected[volume].get(server)) {
                expected[volume].set(server);
                needed.add(new Transfer(volume, failure, server));
            }
        }
    }

    private void begin(long now) {
        for (int i = 0; i < needed.size() && underWay.size() < mostAtOnce; i++) {
            Transfer transfer = needed.get(i);
            if (mayBegin(transfer)) {
                needed.remove(i--);
                underWay.add(transfer);
                giving.set(transfer.from);
                taking.set(transfer.to);
                at(now + COPY_MICROS, () -> end(transfer));
            }
        }
    }

    private boolean mayBegin(Transfer transfer) {
        if (mostOfOneFailure <= underWay.size()
                && underWay.stream().filter(other -> other.failure == transfer.failure).count() >= mostOfOneFailure) {
            return false;
        }
        if (places.areFixed() && taking.get(transfer.to)) {
            return false;
        }
        transfer.from = anyOf(holders[transfer.volume], giving);
        if (transfer.from < 0 || places.areFixed()) {
            return transfer.from >= 0;
        }
        BitSet strangers = (BitSet) live.clone();
        strangers.andNot(holders[transfer.volume]);
        for (Transfer other : underWay) {
            if (other.volume == transfer.volume) {
                strangers.clear(other.to);
            }
        }
        transfer.to = anyOf(strangers, taking);
        return transfer.to >= 0;
    }

    /** Any server of some that is not one of others; -1 when there is none. */
    private int anyOf(BitSet some, BitSet others) {
        BitSet free = (BitSet) some.clone();
        free.andNot(others);
        if (free.isEmpty()) {
            return -1;
        }
        int server = free.nextSetBit(0);
        for (int skip = random.nextInt(free.cardinality()); skip > 0; skip--) {
            server = free.nextSetBit(server + 1);
        }
        return server;
    }

    private void end(Transfer transfer) {
        if (!underWay.remove(transfer)) {
            return;
        }
        giving.clear(transfer.from);
        taking.clear(transfer.to);
        BitSet now = holders[transfer.volume];
        now.set(transfer.to);
        if (places.areFixed()) {
            expected[transfer.volume].clear(transfer.to);
            dropSurplus(transfer.volume, now);
        }
    }

    /** Whoever is no place of a volume any more gives it up as soon as all who are have it. */
    private void dropSurplus(int volume, BitSet now) {
        BitSet wanted = new BitSet();
        for (int server : places.at(volume, live)) {
            wanted.set(server);
        }
        BitSet missing = (BitSet) wanted.clone();
        missing.andNot(now);
        if (missing.isEmpty()) {
            now.and(wanted);
        }
    }
}
