package mpjdht.node.chord;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mpjdht.message.ChordCodec;
import mpjdht.message.ChordHandler;
import mpjdht.message.ChordMessage;
import mpjdht.message.ChordMessage.Answered;
import mpjdht.message.ChordMessage.ChunkStored;
import mpjdht.message.ChordMessage.NoSuchNode;
import mpjdht.message.ChordMessage.Question;
import mpjdht.message.MessageKind;
import mpjdht.message.TransferChunk;
import mpjdht.node.Outbox;
import mpjdht.ring.Arc;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;
import mpjdht.ring.Xxh3KeySpace;

/** One node of a ring, whose other nodes a test plays: node 100 is on rank 1, node 200 on rank 2, and so on. */
final class OneNode {
    private static final long SECOND = 1_000_000;

    private final ChordMachine machine;
    private final long id;
    private final List<Said> said = new ArrayList<>();
    private final List<Long> timers = new ArrayList<>();
    private final ChordCodec codec = new ChordCodec();

    /** What the node has said: a message, or what stands in front of the keys that it sends. */
    record Said(long to, ChordMessage message, KeyTaker.Header keys) {}

    private final Outbox outbox = new Outbox() {
        @Override
        public void send(int to, byte[] bytes, int offset, int length) {
            if (MessageKind.of(bytes, offset, length) == MessageKind.TRANSFER) {
                said.add(new Said(TransferChunk.taker(bytes, offset), null, KeyTaker.header(to, bytes, offset)));
            } else {
                ChordCodec.decode(to, bytes, offset, length, (ChordHandler) Proxy.newProxyInstance(
                        ChordHandler.class.getClassLoader(), new Class<?>[] {ChordHandler.class}, (p, m, arguments) -> {
                            long receiver = ((ChordMessage.Envelope) arguments[0]).to();
                            said.add(new Said(receiver, (ChordMessage) arguments[1], null));
                            return null;
                        }));
            }
        }

        @Override
        public void setTimer(long delayMicros, long timer) {
            timers.add(timer);
        }
    };

    private OneNode(long id, int life) {
        ChordSettings settings = new ChordSettings(2, SECOND, SECOND, SECOND, SECOND, 2).withChunks(1);
        this.id = id;
        this.machine = new ChordMachine(rankOf(id), new Xxh3KeySpace(64), settings, new ChordRules(), life);
    }

    /** A member of a ring with exact pointers. */
    static OneNode member(long id, long... ring) {
        OneNode made = new OneNode(id, 0);
        int[] ranks = new int[ring.length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = rankOf(ring[i]);
        }
        made.machine.start(RingView.of(0, ring, ranks));
        made.machine.onIdle(0, made.outbox);
        return made;
    }

    /** A node that has joined between two others and waits for its keys. */
    static OneNode joined(long id, long before, long behind) {
        return joined(id, before, behind, 0);
    }

    /** The same in another life of its rank. */
    static OneNode joined(long id, long before, long behind, int life) {
        OneNode made = new OneNode(id, life);
        made.machine.join(id, ref(before), made.outbox);
        made.answer(before, new ChordMessage.PredecessorFound(made.token(), List.of(ref(before), ref(behind))));
        return made;
    }

    static NodeRef ref(long id) {
        return new NodeRef(id, rankOf(id));
    }

    private static int rankOf(long id) {
        return (int) (id / 100);
    }

    ChordNode node() {
        return machine.node(id);
    }

    void leave() {
        machine.leave(id, outbox);
    }

    /** The time for a stabilisation has come. */
    void stabilise() {
        machine.onTimer(0, -1 - 3 * node().number(), outbox);
    }

    /** Everything that it has said since it was asked last. */
    List<Said> said() {
        List<Said> all = List.copyOf(said);
        said.clear();
        return all;
    }

    /** What it has said last. */
    Said last() {
        return said.get(said.size() - 1);
    }

    /** The token of the question that it has asked last. */
    long token() {
        for (int i = said.size() - 1; i >= 0; i--) {
            if (said.get(i).keys() != null) {
                return said.get(i).keys().token();
            } else if (said.get(i).message() instanceof Question question) {
                return question.token();
            }
        }
        throw new AssertionError("it has asked nothing");
    }

    void hear(long from, ChordMessage message) {
        codec.encode(from, id, 0, message);
        machine.onMessage(0, rankOf(from), codec.bytes(), 0, codec.length(), outbox);
    }

    void answer(long from, Answered answer) {
        hear(from, answer);
    }

    /** An arc is offered to it; returns the ticket, or -1 if it was refused. */
    long offer(long from, Arc arc, long token) {
        return ticket(chunk(from, arc, 0, 0, token, false));
    }

    /** A chunk comes, with keys of these names; returns the ticket, -1 if it was refused, or -2 if there is no such node. */
    long keys(long from, Arc arc, long ticket, int number, boolean last, String... keys) {
        return ticket(chunk(from, arc, ticket, number, 1000 + number, last, keys));
    }

    private static long ticket(ChordMessage answer) {
        if (answer instanceof NoSuchNode) {
            return -2;
        }
        ChunkStored stored = (ChunkStored) answer;
        return stored.accepted() ? stored.ticket() : -1;
    }

    private ChordMessage chunk(long from, Arc arc, long ticket, int number, long token, boolean last, String... keys) {
        TransferChunk chunk = new TransferChunk();
        chunk.reset(from, id, arc, rankOf(arc.after()), true, 0);
        chunk.number(ticket, number);
        chunk.address(token);
        for (String key : keys) {
            byte[] bytes = key.getBytes(StandardCharsets.US_ASCII);
            chunk.add(arc.last(), key.hashCode(), bytes, 0, bytes.length, 0);
        }
        if (last) {
            chunk.markLast();
        }
        said.clear();
        machine.onMessage(0, rankOf(from), chunk.bytes(), 0, chunk.length(), outbox);
        return said.stream()
                .map(Said::message)
                .filter(message -> message instanceof ChunkStored || message instanceof NoSuchNode)
                .findFirst()
                .orElseThrow();
    }
}
