package mpjdht.runtime;

import java.util.Arrays;
import mpjdht.command.Command;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.message.SearchMessage;
import mpjdht.node.client.CommandSource.Next;
import mpjdht.node.client.Fence;
import mpjdht.node.client.Fence.FaultKind;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;

/** Makes of a command of a file what a client carries out: a request, or a fence. A key is located on the circle here, once. */
final class CommandMeaning {
    private final KeySpace space;
    private final KeyPlace place = new KeyPlace();

    /** The meaning on a circle, which is for this object alone. */
    CommandMeaning(KeySpace space) {
        this.space = space;
    }

    /** Appends a request to the batch, where the command is one; tells what it is. */
    Next take(Command command, RequestBatch batch, int sequence) {
        return switch (command.verb()) {
            case PUT -> request(Operation.PUT, command, command.valueLength(), batch, sequence);
            case GET -> request(Operation.GET, command, 0, batch, sequence);
            case DELETE -> request(Operation.DELETE, command, 0, batch, sequence);
            case CAS -> swap(command, batch, sequence);
            case INCR -> increment(command, batch, sequence);
            case APPEND -> request(Operation.APPEND, command, command.valueLength(), batch, sequence);
            case EXPLAIN -> {
                request(Operation.EXPLAIN, command, 0, batch, sequence);
                yield Next.EXPLAIN;
            }
            case EXPORT, IMPORT -> throw new IllegalStateException(command.verb() + " is many requests");
            case ADD,
                    REMOVE,
                    RING,
                    KEYS,
                    NODE,
                    REPLICAS,
                    LEADER,
                    FLOOD,
                    SYNC,
                    METRICS,
                    CRASH,
                    RECOVER,
                    PAUSE,
                    DELAY,
                    PARTITION,
                    HEAL,
                    WAIT -> Next.FENCE;
            case END -> Next.END;
        };
    }

    private Next swap(Command command, RequestBatch batch, int sequence) {
        locate(command);
        batch.addSwap(
                sequence,
                place.position(),
                place.hash(),
                command.keyBytes(),
                command.keyOffset(),
                command.keyLength(),
                command.valueOffset(),
                command.valueLength(),
                command.replacementOffset(),
                command.replacementLength());
        return Next.REQUEST;
    }

    private Next increment(Command command, RequestBatch batch, int sequence) {
        locate(command);
        batch.addIncrement(
                sequence,
                place.position(),
                place.hash(),
                command.keyBytes(),
                command.keyOffset(),
                command.keyLength(),
                command.by());
        return Next.REQUEST;
    }

    private Next request(int operation, Command command, int valueLength, RequestBatch batch, int sequence) {
        locate(command);
        byte[] key = command.keyBytes();
        batch.add(
                operation,
                sequence,
                place.position(),
                place.hash(),
                key,
                command.keyOffset(),
                command.keyLength(),
                valueLength == 0 ? key : command.valueBytes(),
                valueLength == 0 ? 0 : command.valueOffset(),
                valueLength);
        return Next.REQUEST;
    }

    private void locate(Command command) {
        space.locate(command.keyBytes(), command.keyOffset(), command.keyLength(), place);
    }

    /** The fence that a command is. */
    Fence fence(Command command) {
        return switch (command.verb()) {
            case ADD -> new Fence.Add(command.rank(), command.hasId(), command.id());
            case REMOVE -> new Fence.Remove(command.id());
            case RING -> new Fence.Ring();
            case KEYS -> new Fence.Keys();
            case NODE -> new Fence.Node(command.id());
            case REPLICAS -> replicas(command);
            case LEADER -> leader(command);
            case FLOOD -> search(command);
            case SYNC -> new Fence.Synchronise();
            case METRICS -> new Fence.Metrics();
            case CRASH -> fault(FaultKind.CRASH, command, 0);
            case RECOVER -> fault(FaultKind.RECOVER, command, 0);
            case PAUSE -> fault(FaultKind.PAUSE, command, command.millis());
            case DELAY -> fault(FaultKind.DELAY, command, command.millis());
            case PARTITION -> new Fence.Partition(command.oneSide(), command.otherSide());
            case HEAL -> new Fence.Heal();
            case WAIT -> new Fence.Wait(command.millis());
            case PUT, GET, DELETE, CAS, INCR, APPEND, EXPLAIN, EXPORT, IMPORT, END ->
                throw new IllegalStateException(command.verb() + " is no fence");
        };
    }

    private Fence replicas(Command command) {
        locate(command);
        return new Fence.Replicas(key(command), place.hash(), place.position());
    }

    private Fence search(Command command) {
        locate(command);
        int ttl = command.ttl() == 0 ? SearchMessage.USUAL : command.ttl();
        return new Fence.Search(key(command), place.hash(), place.position(), ttl);
    }

    private Fence leader(Command command) {
        locate(command);
        return new Fence.Leader(key(command), place.position());
    }

    /** The bytes of the command are its reader's, who goes on with them. */
    private static byte[] key(Command command) {
        return Arrays.copyOfRange(command.keyBytes(), command.keyOffset(), command.keyOffset() + command.keyLength());
    }

    private static Fence fault(FaultKind kind, Command command, long millis) {
        return command.hasId()
                ? new Fence.Fault(kind, 0, true, command.id(), millis)
                : new Fence.Fault(kind, command.rank(), false, 0, millis);
    }
}
