package mpjdht.node.replica;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import mpjdht.message.ChainBatch;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;

/**
 * What this rank tells those behind it in its chains: a stream of batches to each rank, in which records of many regions are mixed. They
 * are confirmed region by region, because each region has a chain of its own: a batch that waited for all of its records could wait for
 * itself, round the circle. A batch is kept until that is done, because a change of the configuration may make it necessary to tell it
 * somebody else (the {@code Sent} lists of van Renesse and Schneider, OSDI 2004, section 3.2).
 */
final class ChainStreams {
    private final Stream[] streams;
    private Roles roles;

    /** Records that were told of each region, in this configuration. */
    private int[] told;

    /** How many of these have been confirmed. */
    private int[] confirmed;

    /** The stream to one rank. */
    private static final class Stream {
        final ArrayDeque<Sent> sent = new ArrayDeque<>();
        final BitSet openRegions = new BitSet();
        ChainBatch open = new ChainBatch();
        int batches;
        /** Bytes of what has been sent and is kept. */
        long bytes;
    }

    /** A batch, its regions, and how many records had been told of each with this batch. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Sent(ChainBatch batch, int[] regions, int[] numbers) {}

    /** For so many ranks. */
    ChainStreams(int ranks, Roles roles) {
        this.streams = new Stream[ranks];
        restart(roles);
    }

    /**
     * A configuration is in force: the streams begin anew.
     *
     * @return what has been kept of each stream before, in the order in which it was told
     */
    List<ChainBatch> restart(Roles now) {
        List<ChainBatch> kept = new ArrayList<>();
        for (int rank = 0; rank < streams.length; rank++) {
            if (streams[rank] != null) {
                streams[rank].sent.forEach(sent -> kept.add(sent.batch()));
                kept.add(streams[rank].open);
            }
            streams[rank] = new Stream();
        }
        roles = now;
        told = new int[now.regions()];
        confirmed = new int[now.regions()];
        return kept;
    }

    /** The batch to which one record of a region is to be appended now, behind which somebody stands. */
    ChainBatch batch(int region, Outbox outbox) {
        int rank = roles.next(region);
        if (streams[rank].open.full()) {
            send(rank, outbox);
        }
        told[region]++;
        streams[rank].openRegions.set(region);
        return streams[rank].open;
    }

    /** Records that have been told of a region. */
    int told(int region) {
        return told[region];
    }

    /** How many of these have been confirmed. */
    int confirmed(int region) {
        return confirmed[region];
    }

    /** Sends what waits for company; tells whether anything did. */
    boolean flush(Outbox outbox) {
        boolean sent = false;
        for (int rank = 0; rank < streams.length; rank++) {
            if (streams[rank].open.records() > 0) {
                send(rank, outbox);
                sent = true;
            }
        }
        return sent;
    }

    /** A rank has confirmed so many records of a region. */
    void confirm(int rank, int region, int number) {
        if (region < 0 || region >= told.length || roles.next(region) != rank || number > told[region]) {
            throw new ProtocolException("rank " + rank + " confirmed " + number + " records of region " + region
                    + " of a chain, which it was not told");
        }
        confirmed[region] = Math.max(confirmed[region], number);
    }

    /** Forgets what a rank has confirmed all of. */
    void forgetConfirmed(int rank) {
        Stream stream = streams[rank];
        while (!stream.sent.isEmpty() && isConfirmed(stream.sent.element())) {
            stream.bytes -= stream.sent.remove().batch().length();
        }
    }

    private boolean isConfirmed(Sent sent) {
        for (int i = 0; i < sent.regions().length; i++) {
            if (confirmed[sent.regions()[i]] < sent.numbers()[i]) {
                return false;
            }
        }
        return true;
    }

    /** Batches that were sent to a rank. */
    int sentBatches(int rank) {
        return streams[rank].batches;
    }

    /** How many of these have been confirmed whole, with all before them. */
    int confirmedBatches(int rank) {
        return streams[rank].batches - streams[rank].sent.size();
    }

    /** Bytes that are kept of what was told a rank. */
    long keptBytes(int rank) {
        return streams[rank].bytes + streams[rank].open.length();
    }

    private void send(int rank, Outbox outbox) {
        Stream stream = streams[rank];
        ChainBatch batch = stream.open;
        stream.batches++;
        batch.address(stream.batches, roles.epoch());
        outbox.send(rank, batch.bytes(), 0, batch.length());
        int[] regions = stream.openRegions.stream().toArray();
        int[] numbers = new int[regions.length];
        Arrays.setAll(numbers, i -> told[regions[i]]);
        stream.sent.add(new Sent(batch, regions, numbers));
        stream.bytes += batch.length();
        stream.openRegions.clear();
        stream.open = new ChainBatch();
    }
}
