package mpjdht.message;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import mpjdht.message.ClientMessage.Asked;
import mpjdht.message.ClientMessage.HostDescribed;
import mpjdht.message.ClientMessage.LeaderDescribed;
import mpjdht.message.ClientMessage.NodesCounted;
import mpjdht.message.ClientMessage.ReplicaDescribed;
import mpjdht.message.ClientMessage.StillWorking;
import mpjdht.message.ClientMessage.Synchronised;
import mpjdht.message.ComparisonMessage.AllCompared;
import mpjdht.message.ComparisonMessage.ArcDigest;
import mpjdht.message.ComparisonMessage.ArcsCompared;
import mpjdht.message.ComparisonMessage.CompareAll;
import mpjdht.message.ComparisonMessage.CompareArcs;
import mpjdht.message.ComparisonMessage.CompareKeys;
import mpjdht.message.ComparisonMessage.CompareNodes;
import mpjdht.message.ComparisonMessage.DifferencesTaken;
import mpjdht.message.ComparisonMessage.KeyDigest;
import mpjdht.message.ComparisonMessage.KeysCompared;
import mpjdht.message.ComparisonMessage.MadeEqual;
import mpjdht.message.ComparisonMessage.NodeDigest;
import mpjdht.message.ComparisonMessage.NodesCompared;
import mpjdht.message.ComparisonMessage.OtherRing;
import mpjdht.message.MemberMessage.AwaitFilled;
import mpjdht.message.MemberMessage.CountNodes;
import mpjdht.message.MemberMessage.FindHost;
import mpjdht.message.MemberMessage.Join;
import mpjdht.message.MemberMessage.Leave;
import mpjdht.message.MemberMessage.Synchronise;
import mpjdht.message.MemberMessage.TellCopy;
import mpjdht.message.MemberMessage.TellLeader;
import mpjdht.message.MemberMessage.TellNode;
import mpjdht.message.MemberMessage.TellRing;
import mpjdht.message.PeerMessage.Alive;
import mpjdht.message.PeerMessage.AskResidents;
import mpjdht.message.PeerMessage.Coordinator;
import mpjdht.message.PeerMessage.Election;
import mpjdht.message.PeerMessage.Forget;
import mpjdht.message.PeerMessage.Leadership;
import mpjdht.message.PeerMessage.MayForget;
import mpjdht.message.PeerMessage.Objection;
import mpjdht.message.PeerMessage.Residents;
import mpjdht.message.PeerMessage.RoundOver;
import mpjdht.message.PeerMessage.StartRound;
import mpjdht.message.PeerMessage.Taken;
import mpjdht.ring.ReplicaRole;

/** The messages of the control plane under eventual consistency, a row for each; see {@link ControlCodec}. */
final class PeerRows {
    private static final ListCodec<Long> IDS =
            new ListCodec<>("ids", Residents.MOST, Long.BYTES, ByteBuffer::putLong, ByteBuffer::getLong);

    private static final ListCodec<Long> ARCS =
            new ListCodec<>("arcs", PeerMessage.MOST_ARCS, Long.BYTES, ByteBuffer::putLong, ByteBuffer::getLong);

    private static final ListCodec<Leadership> LEADERSHIPS = new ListCodec<>(
            "arcs",
            PeerMessage.MOST_ARCS,
            2 * Long.BYTES + Integer.BYTES,
            (out, led) -> out.putLong(led.arc()).putLong(led.node()).putInt(led.term()),
            in -> new Leadership(in.getLong(), in.getLong(), in.getInt()));

    private static final ListCodec<ArcDigest> ARC_DIGESTS = new ListCodec<>(
            "arcs",
            ComparisonMessage.MOST,
            2 * Long.BYTES + Integer.BYTES + 1,
            (out, arc) -> putBoolean(out.putLong(arc.arc()).putLong(arc.sum()).putInt(arc.keys()), arc.complete()),
            in -> new ArcDigest(in.getLong(), in.getLong(), in.getInt(), in.get() != 0));

    private static final ListCodec<NodeDigest> NODE_DIGESTS = new ListCodec<>(
            "nodes",
            ComparisonMessage.MOST,
            Long.BYTES + 2 * Integer.BYTES,
            (out, node) -> out.putInt(node.node()).putLong(node.sum()).putInt(node.keys()),
            in -> new NodeDigest(in.getInt(), in.getLong(), in.getInt()));

    private static final ListCodec<KeyDigest> KEY_DIGESTS = new ListCodec<>(
            "keys",
            ComparisonMessage.MOST,
            2 * Long.BYTES + Integer.BYTES,
            (out, key) -> out.putLong(key.position()).putInt(key.hash()).putLong(key.digest()),
            in -> new KeyDigest(in.getLong(), in.getInt(), in.getLong()));

    private static final ListCodec<Integer> PLACES =
            new ListCodec<>("places", ComparisonMessage.MOST, Integer.BYTES, ByteBuffer::putInt, ByteBuffer::getInt);

    static final List<ControlRow<?>> ALL = List.of(
            peer(
                    1,
                    Alive.class,
                    (m, out) -> out.putLong(m.clock()).putInt(m.life()).putInt(m.version()),
                    in -> new Alive(in.getLong(), in.getInt(), in.getInt())),
            peer(
                    2,
                    AskResidents.class,
                    (m, out) -> out.putLong(m.clock()).putInt(m.rank()),
                    in -> new AskResidents(in.getLong(), in.getInt())),
            new ControlRow<>(
                    MessageKind.TO_PEER,
                    3,
                    Residents.class,
                    with(m -> IDS.bytes(m.ids())),
                    (m, out) -> IDS.putList(
                            out.putLong(m.clock())
                                    .putInt(m.rank())
                                    .putInt(m.life())
                                    .putInt(m.version()),
                            m.ids()),
                    in -> new Residents(in.getLong(), in.getInt(), in.getInt(), in.getInt(), IDS.getList(in))),
            new ControlRow<>(
                    MessageKind.TO_PEER,
                    4,
                    Election.class,
                    with(m -> ARCS.bytes(m.arcs())),
                    (m, out) -> ARCS.putList(out.putLong(m.clock()), m.arcs()),
                    in -> new Election(in.getLong(), ARCS.getList(in))),
            new ControlRow<>(
                    MessageKind.TO_PEER,
                    5,
                    Objection.class,
                    with(m -> ARCS.bytes(m.arcs())),
                    (m, out) -> ARCS.putList(out.putLong(m.clock()), m.arcs()),
                    in -> new Objection(in.getLong(), ARCS.getList(in))),
            new ControlRow<>(
                    MessageKind.TO_PEER,
                    6,
                    Coordinator.class,
                    with(m -> LEADERSHIPS.bytes(m.arcs())),
                    (m, out) -> LEADERSHIPS.putList(out.putLong(m.clock()), m.arcs()),
                    in -> new Coordinator(in.getLong(), LEADERSHIPS.getList(in))),
            peer(
                    7,
                    Taken.class,
                    (m, out) -> out.putLong(m.clock())
                            .putInt(m.life())
                            .putInt(m.receiverLife())
                            .putInt(m.number()),
                    in -> new Taken(in.getLong(), in.getInt(), in.getInt(), in.getInt())),
            peer(
                    8,
                    StartRound.class,
                    (m, out) -> putBoolean(out.putLong(m.clock()).putLong(m.round()), m.restIsLost()),
                    in -> new StartRound(in.getLong(), in.getLong(), in.get() != 0)),
            peer(
                    9,
                    RoundOver.class,
                    (m, out) -> putBoolean(out.putLong(m.clock()).putLong(m.round()), m.same())
                            .putLong(m.ring())
                            .putLong(m.keys())
                            .putLong(m.bytes()),
                    in -> new RoundOver(
                            in.getLong(), in.getLong(), in.get() != 0, in.getLong(), in.getLong(), in.getLong())),
            new ControlRow<>(
                    MessageKind.TO_PEER,
                    10,
                    MayForget.class,
                    with(m -> PLACES.bytes(m.places())),
                    (m, out) -> PLACES.putList(out.putLong(m.clock()).putInt(m.round()), m.places()),
                    in -> new MayForget(in.getLong(), in.getInt(), PLACES.getList(in))),
            new ControlRow<>(
                    MessageKind.TO_PEER,
                    11,
                    Forget.class,
                    with(m -> PLACES.bytes(m.places()) + IDS.bytes(m.clocks())),
                    (m, out) -> {
                        PLACES.putList(out.putLong(m.clock()).putInt(m.round()), m.places());
                        IDS.putList(out, m.clocks());
                    },
                    in -> new Forget(in.getLong(), in.getInt(), PLACES.getList(in), IDS.getList(in))),
            comparison(
                    1,
                    CompareAll.class,
                    m -> 0,
                    (m, out) -> out.putLong(m.ring()).putLong(m.sum()).putLong(m.keys()),
                    in -> new CompareAll(
                            in.getLong(), in.getLong(), in.getInt(), in.getLong(), in.getLong(), in.getLong())),
            comparison(
                    2,
                    CompareArcs.class,
                    m -> ARC_DIGESTS.bytes(m.arcs()),
                    (m, out) -> ARC_DIGESTS.putList(out.putLong(m.ring()), m.arcs()),
                    in -> new CompareArcs(
                            in.getLong(), in.getLong(), in.getInt(), in.getLong(), ARC_DIGESTS.getList(in))),
            comparison(
                    3,
                    CompareNodes.class,
                    m -> NODE_DIGESTS.bytes(m.nodes()),
                    (m, out) -> NODE_DIGESTS.putList(out.putLong(m.arc()).putInt(m.level()), m.nodes()),
                    in -> new CompareNodes(
                            in.getLong(),
                            in.getLong(),
                            in.getInt(),
                            in.getLong(),
                            in.getInt(),
                            NODE_DIGESTS.getList(in))),
            comparison(
                    4,
                    CompareKeys.class,
                    m -> PLACES.bytes(m.nodes()) + KEY_DIGESTS.bytes(m.keys()),
                    (m, out) -> {
                        PLACES.putList(out.putLong(m.arc()).putInt(m.level()), m.nodes());
                        KEY_DIGESTS.putList(out.putInt(m.slice()).putInt(m.slices()), m.keys());
                    },
                    in -> new CompareKeys(
                            in.getLong(),
                            in.getLong(),
                            in.getInt(),
                            in.getLong(),
                            in.getInt(),
                            PLACES.getList(in),
                            in.getInt(),
                            in.getInt(),
                            KEY_DIGESTS.getList(in))),
            comparison(
                    5,
                    OtherRing.class,
                    m -> 0,
                    (m, out) -> {},
                    in -> new OtherRing(in.getLong(), in.getLong(), in.getInt())),
            comparison(
                    6,
                    AllCompared.class,
                    m -> 0,
                    (m, out) -> putBoolean(out, m.same()),
                    in -> new AllCompared(in.getLong(), in.getLong(), in.getInt(), in.get() != 0)),
            comparison(
                    7,
                    ArcsCompared.class,
                    m -> ARC_DIGESTS.bytes(m.arcs()),
                    (m, out) -> ARC_DIGESTS.putList(out, m.arcs()),
                    in -> new ArcsCompared(in.getLong(), in.getLong(), in.getInt(), ARC_DIGESTS.getList(in))),
            comparison(
                    8,
                    NodesCompared.class,
                    m -> NODE_DIGESTS.bytes(m.nodes()),
                    (m, out) -> NODE_DIGESTS.putList(out, m.nodes()),
                    in -> new NodesCompared(in.getLong(), in.getLong(), in.getInt(), NODE_DIGESTS.getList(in))),
            comparison(
                    9,
                    KeysCompared.class,
                    m -> PLACES.bytes(m.wanted()),
                    (m, out) -> PLACES.putList(putBoolean(out.putInt(m.batches()), m.more()), m.wanted()),
                    in -> new KeysCompared(
                            in.getLong(), in.getLong(), in.getInt(), in.getInt(), in.get() != 0, PLACES.getList(in))),
            comparison(
                    10,
                    DifferencesTaken.class,
                    m -> 0,
                    (m, out) -> {},
                    in -> new DifferencesTaken(in.getLong(), in.getLong(), in.getInt())),
            comparison(
                    11,
                    MadeEqual.class,
                    m -> IDS.bytes(m.arcs()),
                    (m, out) -> IDS.putList(out.putLong(m.ring()), m.arcs()),
                    in -> new MadeEqual(in.getLong(), in.getLong(), in.getInt(), in.getLong(), IDS.getList(in))),
            member(
                    1,
                    Join.class,
                    (m, out) -> putBoolean(out.putLong(m.id()), m.hasId()),
                    in -> new Join(in.getInt(), in.getLong(), in.get() != 0)),
            member(2, Leave.class, (m, out) -> out.putLong(m.id()), in -> new Leave(in.getInt(), in.getLong())),
            member(
                    3,
                    AwaitFilled.class,
                    (m, out) -> out.putInt(m.life()),
                    in -> new AwaitFilled(in.getInt(), in.getInt())),
            member(4, Synchronise.class, (m, out) -> {}, in -> new Synchronise(in.getInt())),
            member(
                    5,
                    FindHost.class,
                    (m, out) ->
                            putBoolean(out.putLong(m.question()), m.isNode()).putLong(m.named()),
                    in -> new FindHost(in.getInt(), in.getLong(), in.get() != 0, in.getLong())),
            member(
                    6,
                    TellRing.class,
                    (m, out) -> putBoolean(out.putLong(m.question()), m.passOn()),
                    in -> new TellRing(in.getInt(), in.getLong(), in.get() != 0)),
            member(
                    7,
                    TellNode.class,
                    (m, out) -> putBoolean(out.putLong(m.question()).putLong(m.id()), m.passOn()),
                    in -> new TellNode(in.getInt(), in.getLong(), in.getLong(), in.get() != 0)),
            new ControlRow<>(
                    MessageKind.TO_MEMBER,
                    8,
                    TellCopy.class,
                    with(m -> m.key().length),
                    (m, out) -> putBoolean(out.putInt(m.origin()).putLong(m.question()), m.passOn())
                            .putInt(m.hash())
                            .putLong(m.position())
                            .put(m.key()),
                    PeerRows::getTellCopy),
            member(
                    9,
                    TellLeader.class,
                    (m, out) -> out.putLong(m.question()).putLong(m.position()).putInt(m.hops()),
                    in -> new TellLeader(in.getInt(), in.getLong(), in.getLong(), in.getInt())),
            new ControlRow<>(
                    MessageKind.TO_CLIENT,
                    7,
                    Asked.class,
                    with(m -> ListCodec.RANKS.bytes(m.ranks())),
                    (m, out) -> ListCodec.RANKS.putList(out.putInt(m.client()).putLong(m.question()), m.ranks()),
                    in -> new Asked(in.getInt(), in.getLong(), ListCodec.RANKS.getList(in))),
            new ControlRow<>(
                    MessageKind.TO_CLIENT,
                    8,
                    HostDescribed.class,
                    with(m -> IDS.bytes(m.ids())),
                    (m, out) -> IDS.putList(
                            out.putInt(m.client()).putLong(m.question()).putInt(m.rank()), m.ids()),
                    in -> new HostDescribed(in.getInt(), in.getLong(), in.getInt(), IDS.getList(in))),
            new ControlRow<>(
                    MessageKind.TO_CLIENT, 9, ReplicaDescribed.class, PeerRows::putReplica, PeerRows::getReplica),
            new ControlRow<>(
                    MessageKind.TO_CLIENT,
                    10,
                    LeaderDescribed.class,
                    (m, out) -> {
                        ListCodec.NODES.put(out.putInt(m.client()).putLong(m.question()), m.leader());
                        out.putLong(m.term());
                    },
                    in -> new LeaderDescribed(in.getInt(), in.getLong(), ListCodec.NODES.get(in), in.getLong())),
            member(
                    10,
                    CountNodes.class,
                    (m, out) -> out.putLong(m.question()),
                    in -> new CountNodes(in.getInt(), in.getLong())),
            new ControlRow<>(
                    MessageKind.TO_CLIENT,
                    12,
                    NodesCounted.class,
                    (m, out) -> out.putInt(m.client())
                            .putLong(m.question())
                            .putInt(m.nodes())
                            .putInt(m.ranks()),
                    in -> new NodesCounted(in.getInt(), in.getLong(), in.getInt(), in.getInt())),
            new ControlRow<>(
                    MessageKind.TO_CLIENT,
                    11,
                    StillWorking.class,
                    (m, out) -> out.putInt(m.client()),
                    in -> new StillWorking(in.getInt())),
            new ControlRow<>(
                    MessageKind.TO_CLIENT,
                    6,
                    Synchronised.class,
                    (m, out) -> putBoolean(out.putInt(m.client()), m.done())
                            .putInt(m.rounds())
                            .putLong(m.keys())
                            .putLong(m.bytes()),
                    in -> new Synchronised(in.getInt(), in.get() != 0, in.getInt(), in.getLong(), in.getLong())));

    private PeerRows() {}

    private static <M extends PeerMessage> ControlRow<M> peer(
            int code, Class<M> type, BiConsumer<M, ByteBuffer> writer, Function<ByteBuffer, M> reader) {
        return new ControlRow<>(MessageKind.TO_PEER, code, type, writer, reader);
    }

    private static <M extends MemberMessage> ControlRow<M> member(
            int code, Class<M> type, BiConsumer<M, ByteBuffer> writer, Function<ByteBuffer, M> reader) {
        return new ControlRow<>(
                MessageKind.TO_MEMBER, code, type, (m, out) -> writer.accept(m, out.putInt(m.origin())), reader);
    }

    private static <M extends ComparisonMessage> ControlRow<M> comparison(
            int code,
            Class<M> type,
            ToIntFunction<M> listBytes,
            BiConsumer<M, ByteBuffer> writer,
            Function<ByteBuffer, M> reader) {
        return new ControlRow<>(
                MessageKind.COMPARISON,
                code,
                type,
                with(listBytes),
                (m, out) -> writer.accept(
                        m, out.putLong(m.clock()).putLong(m.session()).putInt(m.step())),
                reader);
    }

    private static <M> ToIntFunction<M> with(ToIntFunction<M> listBytes) {
        return message -> ControlRows.USUAL_BYTES + listBytes.applyAsInt(message);
    }

    private static TellCopy getTellCopy(ByteBuffer in) {
        int origin = in.getInt();
        long question = in.getLong();
        boolean passOn = in.get() != 0;
        int hash = in.getInt();
        long position = in.getLong();
        byte[] key = new byte[in.remaining()];
        in.get(key);
        return new TellCopy(origin, question, passOn, hash, position, key);
    }

    @SuppressWarnings("EnumOrdinal") // the order of the roles is that of their codes
    private static void putReplica(ReplicaDescribed message, ByteBuffer out) {
        CopyLoad copy = message.copy();
        out.putInt(message.client())
                .putLong(message.question())
                .putLong(copy.node())
                .putInt(copy.rank());
        out.put((byte) copy.role().ordinal());
        putBoolean(out, copy.present()).putInt(copy.bytes()).putLong(copy.digest());
        putBoolean(out, copy.version().isPresent());
        KeyVersion version = copy.version().orElse(new KeyVersion(0, 0));
        out.putLong(version.time()).putInt(version.writer());
    }

    @SuppressWarnings("EnumOrdinal") // as above
    private static ReplicaDescribed getReplica(ByteBuffer in) {
        int client = in.getInt();
        long question = in.getLong();
        long node = in.getLong();
        int rank = in.getInt();
        int role = in.get();
        if (role < 0 || role >= ReplicaRole.values().length) {
            throw new MalformedMessageException("no role of a replica has the code " + role);
        }
        boolean present = in.get() != 0;
        int bytes = in.getInt();
        long digest = in.getLong();
        boolean hasVersion = in.get() != 0;
        KeyVersion version = new KeyVersion(in.getLong(), in.getInt());
        return new ReplicaDescribed(
                client,
                question,
                new CopyLoad(
                        node,
                        rank,
                        ReplicaRole.values()[role],
                        present,
                        bytes,
                        digest,
                        hasVersion ? Optional.of(version) : Optional.empty()));
    }

    private static ByteBuffer putBoolean(ByteBuffer out, boolean value) {
        return out.put((byte) (value ? 1 : 0));
    }
}
