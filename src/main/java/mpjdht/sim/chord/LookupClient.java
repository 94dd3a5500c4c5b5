package mpjdht.sim.chord;

import java.util.Arrays;
import java.util.BitSet;
import mpjdht.message.ChordCodec;
import mpjdht.message.ChordMessage.Answered;
import mpjdht.message.ChordMessage.Envelope;
import mpjdht.message.ChordMessage.FindSuccessor;
import mpjdht.message.ChordMessage.SuccessorFound;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;
import mpjdht.ring.NodeRef;
import mpjdht.sim.Simulation;

/** A rank without nodes, which asks members of the ring for the owners of positions. */
public final class LookupClient extends AnswersOnly implements StateMachine {
    private final ChordCodec codec = new ChordCodec();
    private final Answers answers;
    private long[] positions = new long[16];
    private final BitSet answered = new BitSet();
    private int asked;

    /** Takes the answers. */
    public interface Answers {

        /** The first answer to a lookup has arrived. */
        void found(long position, SuccessorFound answer);
    }

    /**
     * A client that has asked nothing yet.
     *
     * @param answers takes the answers
     */
    public LookupClient(Answers answers) {
        this.answers = answers;
    }

    /**
     * Begins a lookup.
     *
     * @param rank the client's
     * @param first the member that is asked
     */
    public void ask(Simulation simulation, int rank, NodeRef first, long position) {
        if (asked == positions.length) {
            positions = Arrays.copyOf(positions, 2 * asked);
        }
        positions[asked++] = position;
        codec.encode(0, first.id(), 0, new FindSuccessor(asked, position));
        simulation.send(rank, first.rank(), codec.bytes(), 0, codec.length());
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        ChordCodec.decode(from, bytes, offset, length, this);
    }

    @Override
    public void onAnswer(Envelope envelope, Answered answer) {
        int index = (int) answer.token() - 1;
        if (answer instanceof SuccessorFound found && !answered.get(index)) {
            answered.set(index);
            answers.found(positions[index], found);
        }
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
