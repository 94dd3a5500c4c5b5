package mpjdht.node.flood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mpjdht.message.ControlCodec;
import mpjdht.message.MessageKind;
import mpjdht.message.RequestBatch;
import mpjdht.message.SearchBatch;
import mpjdht.message.SearchMessage;
import mpjdht.message.SearchMessage.Seek;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.StateMachine;
import mpjdht.ring.RingView;

/**
 * A storage rank, of any kind, among whose nodes keys can be searched for. It adds to its role what messages of searches bring, and nothing else: the
 * neighbours are drawn when the first of them comes. Where clients have keys searched for that they read, it does that, too.
 *
 * <p>Searches go by a ring, and end with it: one that goes by a ring which is not in force any more is dropped, and its client asks again. One by a ring
 * that is still to come waits. Between nodes of this rank a message is a step of a loop; those for nodes of another rank leave together when nothing
 * more is waiting.
 */
public final class SearchingRank implements StateMachine {
    private final int rank;
    private final StateMachine role;
    private final SearchedTables tables;
    private final OverlayGraphs graphs;
    private final UsualSearch usual;
    private final RankBatches batches;
    /** The GETs for which it searches; empty where they go to their owners by another way. */
    private final Optional<SearchedReads> reads;

    private final List<HostedOverlay> overlays = new ArrayList<>();
    private List<Early> early = new ArrayList<>();
    private long nextNumber;

    /** A message by a ring that has not come yet. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Early(int from, byte[] bytes) {}

    /**
     * A rank that searches.
     *
     * @param ranks number of ranks of the grid
     * @param life how often this one has begun anew
     * @param role what it is besides
     * @param tables the keys of that
     * @param graphs how the nodes become neighbours
     * @param usual how it searches when its client does not say it
     * @param searchesReads whether it searches for the keys of the GETs that come
     */
    public SearchingRank(
            int ranks,
            int rank,
            int life,
            StateMachine role,
            SearchedTables tables,
            OverlayGraphs graphs,
            UsualSearch usual,
            boolean searchesReads) {
        this.rank = rank;
        this.role = role;
        this.tables = tables;
        this.graphs = graphs;
        this.usual = usual;
        this.reads = searchesReads ? Optional.of(new SearchedReads(ranks, rank, role)) : Optional.empty();
        this.batches = new RankBatches(ranks);
        this.nextNumber = (long) life << Integer.SIZE;
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        if (isSearched(bytes, offset, length)) {
            take(nowMicros, from, bytes, offset, length, outbox);
            return;
        }
        role.onMessage(nowMicros, from, bytes, offset, length, outbox);
        if (!early.isEmpty()) {
            List<Early> waited = early;
            early = new ArrayList<>();
            waited.forEach(
                    message -> take(nowMicros, message.from(), message.bytes(), 0, message.bytes().length, outbox));
        }
    }

    private boolean isSearched(byte[] bytes, int offset, int length) {
        byte kind = MessageKind.of(bytes, offset, length);
        return kind == MessageKind.SEARCH || (kind == MessageKind.REQUESTS && reads.isPresent());
    }

    private void take(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        if (MessageKind.of(bytes, offset, length) == MessageKind.SEARCH) {
            takeSearch(nowMicros, from, bytes, offset, length, outbox);
        } else {
            takeRequests(nowMicros, from, bytes, offset, length, outbox);
        }
    }

    private void takeRequests(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        long number = RequestBatch.epoch(bytes, offset, length);
        if (tables.isAhead(number)) {
            addEarly(from, bytes, offset, length);
            return;
        }
        HostedOverlay overlay = overlay(number)
                .orElseThrow(() -> new ProtocolException(
                        "rank " + from + " sent requests by the ring of epoch " + number + ", by which nothing goes"));
        enter(overlay, nowMicros, outbox);
        RequestBatch others = reads.orElseThrow().take(overlay, bytes, offset, length);
        overlay.run();
        if (others.records() > 0) {
            role.onMessage(nowMicros, from, others.bytes(), 0, others.length(), outbox);
        }
    }

    private void enter(HostedOverlay overlay, long nowMicros, Outbox outbox) {
        overlay.enter(nowMicros, outbox);
        reads.ifPresent(searched -> searched.enter(nowMicros, outbox));
    }

    private void addEarly(int from, byte[] bytes, int offset, int length) {
        early.add(new Early(from, Arrays.copyOfRange(bytes, offset, offset + length)));
    }

    private void takeSearch(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        boolean isBatch = length > 1 && bytes[offset + 1] == SearchBatch.CODE;
        Optional<Seek> seek = isBatch ? Optional.empty() : Optional.of(seek(from, bytes, offset, length));
        long number = seek.map(asked -> tables.ringOfQuestion(asked.epoch()))
                .orElseGet(() -> SearchBatch.ring(bytes, offset, length));
        if (tables.isAhead(number)) {
            addEarly(from, bytes, offset, length);
            return;
        }
        overlay(number).ifPresent(overlay -> {
            enter(overlay, nowMicros, outbox);
            seek.ifPresent(asked -> overlay.seek(from, asked));
            if (isBatch) {
                SearchBatch.forEach(bytes, offset, length, overlay::take);
            }
            overlay.run();
        });
    }

    private static Seek seek(int from, byte[] bytes, int offset, int length) {
        SearchMessage message = ControlCodec.decode(SearchMessage.class, bytes, offset, length);
        if (message instanceof Seek seek) {
            return seek;
        }
        throw new ProtocolException("rank " + from + " sent " + message + " without its ring");
    }

    /** The neighbours in a ring; none when nothing goes by it any more. Those of the ring before are kept, those of older ones are not. */
    private Optional<HostedOverlay> overlay(long number) {
        Optional<RingView> ring = tables.ring(number);
        if (ring.isEmpty()) {
            return Optional.empty();
        }
        for (HostedOverlay overlay : overlays) {
            if (overlay.ringNumber() == number) {
                return Optional.of(overlay);
            }
        }
        overlays.removeIf(overlay -> tables.ring(overlay.ringNumber()).isEmpty());
        HostedOverlay made = new HostedOverlay(rank, number, ring.get(), tables, graphs, usual, nextNumber, batches);
        nextNumber += HostedOverlay.MOST_SEARCHES;
        overlays.add(made);
        return Optional.of(made);
    }

    @Override
    public void onTimer(long nowMicros, long timer, Outbox outbox) {
        role.onTimer(nowMicros, timer, outbox);
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        boolean sent = batches.flush(outbox);
        boolean passedOn = reads.isPresent() && reads.get().flush(nowMicros, outbox);
        return role.onIdle(nowMicros, outbox) || sent || passedOn;
    }

    @Override
    public boolean finished() {
        return role.finished();
    }

    /** What it is besides. */
    public StateMachine role() {
        return role;
    }
}
