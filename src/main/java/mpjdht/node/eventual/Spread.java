package mpjdht.node.eventual;

import java.util.ArrayDeque;
import java.util.Iterator;
import mpjdht.message.MessageKind;
import mpjdht.message.PeerMessage.Taken;
import mpjdht.message.StateBatch;
import mpjdht.node.Outbox;
import mpjdht.store.VersionedTable;

/**
 * What this rank has written, on its way to the other replicas. Each batch is kept until it is confirmed, and said again when that takes
 * long: so what is for a rank that is away is a hint, handed to it when it is back (DeCandia et al., "Dynamo", SOSP 2007, section 4.6). A
 * rank that comes back without its memory gets none: it is filled. Bounded: whoever has too much that is not confirmed gets no hints any
 * more, and is made equal by comparison.
 */
final class Spread {
    /** Most bytes that are kept for a rank. */
    static final long MOST_BYTES = 8 << 20;

    private final int life;
    private final LamportClock clock;
    private final EventualRules rules;
    private final Members members;
    private final Stream[] streams;
    private long now;
    private final ArrayDeque<StateBatch> spare = new ArrayDeque<>();

    /** What one rank is told. */
    private static final class Stream {
        final ArrayDeque<Sent> unconfirmed = new ArrayDeque<>();
        StateBatch open;
        int number;

        /** Batches that nobody will confirm, or that were confirmed before. */
        int forgottenUpTo;

        int receiverLife;
        long bytes;
    }

    /** A batch that was sent. */
    private static final class Sent {
        final StateBatch batch;
        final int number;
        long sentMicros;

        Sent(StateBatch batch, int number, long sentMicros) {
            this.batch = batch;
            this.number = number;
            this.sentMicros = sentMicros;
        }
    }

    Spread(int ranks, int life, LamportClock clock, EventualRules rules, Members members) {
        this.life = life;
        this.clock = clock;
        this.rules = rules;
        this.members = members;
        this.streams = new Stream[ranks];
        for (int rank = 0; rank < ranks; rank++) {
            streams[rank] = new Stream();
        }
    }

    /** Tells a rank of what was written last. */
    void add(long nowMicros, int rank, int hash, long position, VersionedTable table, Outbox outbox) {
        now = nowMicros;
        add(rank, hash, position, table.entry(), table.entryKeyLength(), table.entryStateLength(), outbox);
    }

    /** Tells a rank of the state of a key, which lies right behind the key. */
    void add(int rank, int hash, long position, byte[] entry, int keyLength, int stateLength, Outbox outbox) {
        Stream stream = streams[rank];
        if (stream.open != null && stream.open.hasNoRoomFor(keyLength, stateLength)) {
            send(now, rank, outbox);
        }
        if (stream.open == null) {
            stream.open = spare.isEmpty() ? new StateBatch(MessageKind.SPREAD) : spare.poll();
            stream.number++;
        }
        stream.open.add(hash, position, entry, 0, keyLength, stateLength);
    }

    /** Number of the batch in which a rank is told of what was written last. */
    int number(int rank) {
        return streams[rank].number;
    }

    /** Whether a rank has confirmed a batch. */
    boolean isTaken(int rank, int number) {
        Stream stream = streams[rank];
        if (number <= stream.forgottenUpTo || (stream.open != null && stream.number == number)) {
            return false;
        }
        for (Sent sent : stream.unconfirmed) {
            if (sent.number == number) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing is on its way to anybody, or kept for anybody. */
    boolean hasNothingUnconfirmed() {
        for (Stream stream : streams) {
            if (stream.open != null || !stream.unconfirmed.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing is on its way to anybody who is alive. */
    boolean isQuiet() {
        for (int rank = 0; rank < streams.length; rank++) {
            if (!streams[rank].unconfirmed.isEmpty() && members.isAlive(rank)) {
                return false;
            }
        }
        return true;
    }

    /** Sends what waits for company; tells whether there was any. */
    boolean flush(long nowMicros, Outbox outbox) {
        now = nowMicros;
        boolean any = false;
        for (int rank = 0; rank < streams.length; rank++) {
            if (streams[rank].open != null) {
                send(nowMicros, rank, outbox);
                any = true;
            }
        }
        return any;
    }

    private void send(long nowMicros, int rank, Outbox outbox) {
        Stream stream = streams[rank];
        StateBatch batch = stream.open;
        stream.open = null;
        Sent sent = new Sent(batch, stream.number, nowMicros);
        if (stream.unconfirmed.isEmpty()) {
            stream.receiverLife = members.lifeOf(rank);
        }
        say(rank, sent, outbox);
        stream.unconfirmed.add(sent);
        stream.bytes += batch.length();
        if (stream.bytes > MOST_BYTES && !members.isAlive(rank)) {
            forget(stream);
        }
    }

    private void say(int rank, Sent sent, Outbox outbox) {
        if (members.isAlive(rank)) {
            sent.batch.address(sent.number, clock.time(), life);
            outbox.send(rank, sent.batch.bytes(), 0, sent.batch.length());
        }
    }

    private static void forget(Stream stream) {
        stream.forgottenUpTo = stream.open == null ? stream.number : stream.number - 1;
        stream.unconfirmed.clear();
        stream.bytes = 0;
    }

    /** A rank has confirmed a batch. */
    void taken(int from, Taken message) {
        if (message.receiverLife() != life) {
            return;
        }
        Stream stream = streams[from];
        Iterator<Sent> all = stream.unconfirmed.iterator();
        while (all.hasNext()) {
            Sent sent = all.next();
            if (sent.number == message.number()) {
                all.remove();
                stream.bytes -= sent.batch.length();
                recycle(sent.batch);
                return;
            }
        }
    }

    private void recycle(StateBatch batch) {
        if (spare.size() < streams.length) {
            batch.reset();
            spare.push(batch);
        }
    }

    /** Says again what was not confirmed for long, to whoever is alive; what was kept for a former life of a rank is dropped. */
    void look(long nowMicros, long retryMicros, Outbox outbox) {
        for (int rank = 0; rank < streams.length; rank++) {
            Stream stream = streams[rank];
            if (stream.unconfirmed.isEmpty() || !members.isAlive(rank)) {
                continue;
            }
            if (members.lifeOf(rank) != stream.receiverLife) {
                forget(stream);
                continue;
            }
            for (Sent sent : stream.unconfirmed) {
                if (nowMicros - sent.sentMicros >= retryMicros) {
                    sent.sentMicros = nowMicros;
                    say(rules.receiver(rank), sent, outbox);
                }
            }
        }
    }
}
