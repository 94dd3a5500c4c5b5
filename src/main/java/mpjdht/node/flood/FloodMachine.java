package mpjdht.node.flood;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.ControlCodec;
import mpjdht.message.MessageKind;
import mpjdht.message.NeighbourMessage;
import mpjdht.message.SearchKind;
import mpjdht.message.SearchMessage;
import mpjdht.message.SearchMessage.Seek;
import mpjdht.message.SearchedKey;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.StateMachine;
import mpjdht.ring.NodeRef;

/**
 * A process that is one node of an overlay whose neighbours change: it keeps its {@link Neighbourhood}, and searches among them. Without
 * anybody who knows all nodes.
 */
public final class FloodMachine implements StateMachine {
    private static final long BEAT = 0;

    private final NodeRef self;
    private final NeighbourSettings neighbourSettings;
    private final Function<SearchedKey, Optional<byte[]>> table;
    private final Neighbourhood neighbourhood;
    private final Searches searches;
    private long nowMicros;
    private Outbox ranks;
    private final NodeOutbox outbox = (to, message) -> ranks.send(to.rank(), message);
    private boolean begun;

    /**
     * A node of an overlay.
     *
     * @param firstNumber of its searches; greater than all that its rank has ever given
     * @param contacts somebody by whom it may join, drawn anew each time; empty when it is the first
     * @param table the value that it holds under a key
     * @param draw a number from 0 to its argument minus 1
     */
    public FloodMachine(
            NodeRef self,
            NeighbourSettings neighbourSettings,
            SearchSettings searchSettings,
            FloodRules rules,
            long firstNumber,
            Supplier<Optional<NodeRef>> contacts,
            Function<SearchedKey, Optional<byte[]>> table,
            IntUnaryOperator draw) {
        this.self = self;
        this.neighbourSettings = neighbourSettings;
        this.table = table;
        this.neighbourhood = new Neighbourhood(self, neighbourSettings, rules, contacts, draw, this::gone);
        this.searches = new Searches(new Here(), searchSettings, rules, firstNumber, draw);
    }

    @Override
    public void onMessage(long now, int from, byte[] bytes, int offset, int length, Outbox out) {
        enter(now, out);
        byte kind = MessageKind.of(bytes, offset, length);
        switch (kind) {
            case MessageKind.NEIGHBOURS ->
                neighbourhood.take(now, ControlCodec.decode(NeighbourMessage.class, bytes, offset, length), outbox);
            case MessageKind.SEARCH -> take(from, ControlCodec.decode(SearchMessage.class, bytes, offset, length));
            default -> throw ProtocolException.unexpectedKind("node of an overlay", from, kind);
        }
    }

    private void take(int from, SearchMessage message) {
        if (message instanceof SearchMessage.Hop hop) {
            if (hop.to() == self.id()) {
                searches.take(nowMicros, hop, outbox);
            }
        } else if (message instanceof Seek seek) {
            searches.seek(
                    nowMicros,
                    seek.kind().orElse(SearchKind.FLOOD),
                    seek.ttl(),
                    seek.key(),
                    result -> ranks.send(
                            from, new Sought(seek.client(), seek.question(), result.rounds(), 0, result.tally())),
                    outbox);
        }
    }

    @Override
    public void onTimer(long now, long timer, Outbox out) {
        enter(now, out);
        neighbourhood.beat(now, outbox);
        searches.look(now, outbox);
        out.setTimer(neighbourSettings.beatMicros(), BEAT);
    }

    @Override
    public boolean onIdle(long now, Outbox out) {
        if (!begun) {
            begun = true;
            onTimer(now, BEAT, out);
        }
        return false;
    }

    @Override
    public boolean finished() {
        return false;
    }

    /** The node. */
    public NodeRef self() {
        return self;
    }

    /** Its neighbours. */
    public List<NodeRef> active() {
        return neighbourhood.active();
    }

    /** Others who may become neighbours. */
    public List<NodeRef> passive() {
        return neighbourhood.passive();
    }

    /** Another number whenever somebody has become its neighbour, or one who may become that, or no more is. */
    public long version() {
        return neighbourhood.version();
    }

    /** Another number whenever a neighbour has come or gone. */
    public long activeVersion() {
        return neighbourhood.activeVersion();
    }

    /** Its searches, for those who look from outside. */
    public Searches searches() {
        return searches;
    }

    private void enter(long now, Outbox out) {
        nowMicros = now;
        ranks = out;
    }

    private void gone(NodeRef neighbour) {
        searches.neighbourGone(nowMicros, neighbour, outbox);
    }

    /** What searches see of this node. */
    private final class Here implements SearchedNode {
        @Override
        public NodeRef self() {
            return self;
        }

        @Override
        public List<NodeRef> neighbours() {
            return neighbourhood.active();
        }

        @Override
        public Optional<byte[]> value(SearchedKey key) {
            return table.apply(key);
        }
    }
}
