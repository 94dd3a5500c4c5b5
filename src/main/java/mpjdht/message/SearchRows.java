package mpjdht.message;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.SearchMessage.Check;
import mpjdht.message.SearchMessage.Checked;
import mpjdht.message.SearchMessage.Hop;
import mpjdht.message.SearchMessage.Query;
import mpjdht.message.SearchMessage.Seek;
import mpjdht.message.SearchMessage.Tally;
import mpjdht.message.SearchMessage.Walk;
import mpjdht.message.SearchMessage.WalkOver;
import mpjdht.ring.NodeRef;

/** The messages of searches from neighbour to neighbour, a row for each; see {@link ControlCodec}. */
final class SearchRows {
    private static final int MOST_FIXED_BYTES = 160;

    static final List<ControlRow<?>> ALL = List.of(
            new ControlRow<>(
                    MessageKind.SEARCH,
                    1,
                    Seek.class,
                    m -> MOST_FIXED_BYTES + m.key().bytes().length,
                    (m, out) -> putKey(
                            out.putInt(m.client())
                                    .putLong(m.question())
                                    .putLong(m.epoch())
                                    .put(code(m.kind()))
                                    .putInt(m.ttl()),
                            m.key()),
                    in -> new Seek(in.getInt(), in.getLong(), in.getLong(), kind(in.get()), in.getInt(), getKey(in))),
            hop(
                    2,
                    Query.class,
                    m -> m.key().bytes().length,
                    (m, out) -> putKey(
                            out.putLong(m.oldest())
                                    .putInt(m.left())
                                    .putInt(m.hops())
                                    .putInt(m.waitMillis()),
                            m.key()),
                    in -> new Query(
                            id(in),
                            node(in),
                            in.getLong(),
                            in.getLong(),
                            in.getInt(),
                            in.getInt(),
                            in.getInt(),
                            getKey(in))),
            hop(
                    3,
                    Tally.class,
                    m -> valueBytes(m.tally()),
                    (m, out) -> putTally(out.putInt(m.left()), m.tally()),
                    in -> new Tally(id(in), node(in), in.getLong(), in.getInt(), tally(in))),
            hop(
                    4,
                    Walk.class,
                    m -> valueBytes(m.tally()) + m.key().bytes().length,
                    SearchRows::putWalk,
                    SearchRows::getWalk),
            hop(
                    5,
                    Check.class,
                    m -> 0,
                    (m, out) -> out.putInt(m.walker()),
                    in -> new Check(id(in), node(in), in.getLong(), in.getInt())),
            hop(
                    6,
                    Checked.class,
                    m -> 0,
                    (m, out) -> PeerRows.putBoolean(out.putInt(m.walker()), m.goesOn()),
                    in -> new Checked(id(in), node(in), in.getLong(), in.getInt(), in.get() != 0)),
            hop(
                    7,
                    WalkOver.class,
                    m -> valueBytes(m.tally()),
                    (m, out) -> putTally(out.putInt(m.walker()), m.tally()),
                    in -> new WalkOver(id(in), node(in), in.getLong(), in.getInt(), tally(in))),
            new ControlRow<>(
                    MessageKind.TO_CLIENT,
                    13,
                    Sought.class,
                    m -> MOST_FIXED_BYTES + valueBytes(m.tally()),
                    (m, out) -> putTally(
                            out.putInt(m.client())
                                    .putLong(m.question())
                                    .putInt(m.rounds())
                                    .putInt(m.nodes()),
                            m.tally()),
                    in -> new Sought(in.getInt(), in.getLong(), in.getInt(), in.getInt(), tally(in))));

    private SearchRows() {}

    private static <M extends Hop> ControlRow<M> hop(
            int code,
            Class<M> type,
            ToIntFunction<M> moreBytes,
            BiConsumer<M, ByteBuffer> writer,
            Function<ByteBuffer, M> reader) {
        return new ControlRow<>(
                MessageKind.SEARCH,
                code,
                type,
                m -> MOST_FIXED_BYTES + moreBytes.applyAsInt(m),
                (m, out) -> {
                    out.putInt(m.id().root()).putLong(m.id().number());
                    ListCodec.NODES.put(out, m.from());
                    writer.accept(m, out.putLong(m.to()));
                },
                reader);
    }

    private static SearchId id(ByteBuffer in) {
        return new SearchId(in.getInt(), in.getLong());
    }

    private static NodeRef node(ByteBuffer in) {
        return ListCodec.NODES.get(in);
    }

    @SuppressWarnings("EnumOrdinal") // the order of the kinds is that of their codes
    private static byte code(Optional<SearchKind> kind) {
        return kind.map(known -> (byte) (1 + known.ordinal())).orElse((byte) 0);
    }

    private static Optional<SearchKind> kind(byte code) {
        SearchKind[] kinds = SearchKind.values();
        if (code < 0 || code > kinds.length) {
            throw new MalformedMessageException("no kind of search has the code " + code);
        }
        return code == 0 ? Optional.empty() : Optional.of(kinds[code - 1]);
    }

    /** A key is the last of its message. */
    private static void putKey(ByteBuffer out, SearchedKey key) {
        PeerRows.putBoolean(out, key.isValueWanted())
                .putInt(key.hash())
                .putLong(key.position())
                .put(key.bytes());
    }

    private static SearchedKey getKey(ByteBuffer in) {
        boolean isValueWanted = in.get() != 0;
        int hash = in.getInt();
        long position = in.getLong();
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        return new SearchedKey(hash, position, bytes, isValueWanted);
    }

    private static void putWalk(Walk walk, ByteBuffer out) {
        ListCodec.NODES.put(out, walk.root());
        out.putLong(walk.oldest()).putInt(walk.walker()).putInt(walk.left()).putInt(walk.steps());
        putTally(out, walk.tally());
        putKey(out, walk.key());
    }

    private static Walk getWalk(ByteBuffer in) {
        return new Walk(
                id(in),
                node(in),
                in.getLong(),
                node(in),
                in.getLong(),
                in.getInt(),
                in.getInt(),
                in.getInt(),
                tally(in),
                getKey(in));
    }

    private static int valueBytes(SearchTally tally) {
        return tally.hit().map(hit -> hit.value().length).orElse(0);
    }

    private static void putTally(ByteBuffer out, SearchTally tally) {
        out.putInt(tally.nodes())
                .putInt(tally.copies())
                .putLong(tally.messages())
                .putLong(tally.duplicates())
                .putInt(tally.lost());
        PeerRows.putBoolean(out, tally.hit().isPresent());
        tally.hit().ifPresent(hit -> {
            ListCodec.NODES.put(out, hit.node());
            out.putInt(hit.hops()).putInt(hit.value().length).put(hit.value());
        });
    }

    private static SearchTally tally(ByteBuffer in) {
        int nodes = in.getInt();
        int copies = in.getInt();
        long messages = in.getLong();
        long duplicates = in.getLong();
        int lost = in.getInt();
        Optional<SearchHit> hit = in.get() != 0 ? Optional.of(hit(in)) : Optional.empty();
        return new SearchTally(nodes, copies, messages, duplicates, lost, hit);
    }

    private static SearchHit hit(ByteBuffer in) {
        NodeRef node = node(in);
        int hops = in.getInt();
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new MalformedMessageException(
                    "a value of " + length + " bytes where " + in.remaining() + " bytes are left");
        }
        byte[] value = new byte[length];
        in.get(value);
        return new SearchHit(node, hops, value);
    }
}
