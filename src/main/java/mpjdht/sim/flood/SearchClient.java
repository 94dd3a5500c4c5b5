package mpjdht.sim.flood;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import mpjdht.message.ClientMessage;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.ControlCodec;
import mpjdht.message.SearchKind;
import mpjdht.message.SearchMessage.Seek;
import mpjdht.message.SearchedKey;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;
import mpjdht.sim.BrokenInvariant;

/** Asks nodes to search, and is told once what came of each search. */
final class SearchClient implements StateMachine {
    private final Map<Long, Asked> open = new TreeMap<>();
    private final BiConsumer<Asked, Sought> listener;
    private long questions;

    /**
     * A search that was asked for.
     *
     * @param root the rank that was asked
     * @param life in which of its lives
     * @param views the state of everybody's neighbours at that moment
     */
    record Asked(int root, int life, SearchKind kind, int ttl, SearchedKey key, long views) {}

    /**
     * A client.
     *
     * @param listener is told of every answer
     */
    SearchClient(BiConsumer<Asked, Sought> listener) {
        this.listener = listener;
    }

    /** The bytes that ask for a search. */
    byte[] seek(Asked asked) {
        long question = questions++;
        open.put(question, asked);
        return new Seek(0, question, 0, Optional.of(asked.kind()), asked.ttl(), asked.key()).encode();
    }

    /** What has been asked and not been answered. */
    Iterable<Asked> unanswered() {
        return open.values();
    }

    /** How many searches have been asked for. */
    long asked() {
        return questions;
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        Sought answer = (Sought) ControlCodec.decode(ClientMessage.class, bytes, offset, length);
        Asked asked = open.remove(answer.question());
        if (asked == null) {
            throw new BrokenInvariant("rank " + from + " answered search " + answer.question() + " twice");
        }
        listener.accept(asked, answer);
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        return false;
    }

    @Override
    public boolean finished() {
        return false;
    }
}
