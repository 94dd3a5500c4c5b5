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
    static final ListCodec<Long> IDS =
            new ListCodec<>("ids", Residents.MOST, Long.BYTES, ByteBuffer::putLong, ByteBuffer::getLong);

    private static final ListCodec<Long> ARCS =
            new ListCodec<>("arcs", PeerMessage.MOST_ARCS, Long.BYTES, ByteBuffer::putLong, ByteBuffer::getLong);

    private static final ListCodec<Leadership> LEADERSHIPS = new ListCodec<>(
            "arcs",
            PeerMessage.MOST_ARCS,
            2 * Long.BYTES + Integer.BYTES,
            (out, led) -> out.putLong(led.arc()).putLong(led.node()).putInt(led.term()),
            in -> new Leadership(in.getLong(), in.getLong(), in.getInt()));

    static final ListCodec<Integer> PLACES =
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
            member(
                    4,
                    Synchronise.class,
                    (m, out) -> out.putLong(m.question()),
                    in -> new Synchronise(in.getInt(), in.getLong())),
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
                    (m, out) -> putBoolean(out.putInt(m.client()).putLong(m.question()), m.done())
                            .putInt(m.rounds())
                            .putLong(m.keys())
                            .putLong(m.bytes()),
                    in -> new Synchronised(
                            in.getInt(), in.getLong(), in.get() != 0, in.getInt(), in.getLong(), in.getLong())));

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

    static <M> ToIntFunction<M> with(ToIntFunction<M> listBytes) {
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

    static ByteBuffer putBoolean(ByteBuffer out, boolean value) {
        return out.put((byte) (value ? 1 : 0));
    }
}
