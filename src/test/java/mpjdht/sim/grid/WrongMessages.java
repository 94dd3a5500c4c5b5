package mpjdht.sim.grid;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import mpjdht.message.Answer;
import mpjdht.message.BroadcastMessage;
import mpjdht.message.BroadcastMessage.NodeJoined;
import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.message.ControlCodec;
import mpjdht.message.ControlMessage;
import mpjdht.message.HandoverChunk;
import mpjdht.message.HeadMessage;
import mpjdht.message.HeadMessage.HandedOver;
import mpjdht.message.HeadMessage.ViewInstalled;
import mpjdht.message.MessageKind;
import mpjdht.message.MoveMessage;
import mpjdht.message.MoveMessage.ChunkTaken;
import mpjdht.message.MoveMessage.HandOver;
import mpjdht.message.Operation;
import mpjdht.message.Origin;
import mpjdht.message.ReplyBatch;
import mpjdht.message.RequestBatch;
import mpjdht.message.RoutedCursor;
import mpjdht.node.Grid;
import mpjdht.node.client.ClientHost;
import mpjdht.sim.MessageFilter;
import mpjdht.sim.SeededRandom;

/**
 * What the messages of a world would be if one of its machines had a bug. Each method is such a bug: it alters, forges or moves
 * messages as a machine with that bug would send them.
 */
final class WrongMessages {
    private static final int EPOCH_AT = 8;
    private static final int CHANGE_AT = 8;
    private static final int CHUNK_AT = 4;

    /** Changes of the ring that the head never makes: chunks of these are taken by who does not know them again. */
    private static final long OTHER_CHANGES = 1L << 40;

    private final SimulatedWorld world;
    private final SeededRandom random;
    private long forged = OTHER_CHANGES;
    private byte[] lastChunk;
    private int lastGiver;
    private int lastTaker;

    WrongMessages(SimulatedWorld world) {
        this.world = world;
        this.random = new SeededRandom(world.plan().seed());
    }

    private long later() {
        return 1 + 4 * world.plan().latency().draw(random);
    }

    private static void say(MessageFilter.Detour detour, int from, int to, ControlMessage message, long afterMicros) {
        byte[] bytes = message.encode();
        detour.deliver(from, to, bytes, 0, bytes.length, afterMicros);
    }

    private static <F extends ControlMessage> F read(Class<F> family, byte kind, byte[] bytes, int offset, int length) {
        return bytes[offset] == kind ? ControlCodec.decode(family, bytes, offset, length) : null;
    }

    private static byte[] withLong(byte[] bytes, int offset, int length, int at, long number) {
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putLong(at, number);
        return copy;
    }

    /** The giver counts a chunk as taken as soon as it is sent, and lets requests follow it: they overtake it. */
    MessageFilter requestsBeforeTheirSegment() {
        return (from, to, bytes, offset, length, detour) -> {
            if (bytes[offset] == MessageKind.HANDOVER) {
                long change = HandoverChunk.change(bytes, offset);
                say(detour, to, from, new ChunkTaken(change, HandoverChunk.chunk(bytes, offset)), 0);
                return true;
            }
            if (bytes[offset] == MessageKind.FORWARDED) {
                detour.deliver(from, to, bytes, offset, length, 0);
                return false;
            }
            return !(read(MoveMessage.class, MessageKind.MOVE, bytes, offset, length) instanceof ChunkTaken);
        };
    }

    /** The head takes a ring out of force as soon as it has announced the next one. */
    MessageFilter ringsThatAreRetiredAtOnce() {
        return (from, to, bytes, offset, length, detour) -> {
            BroadcastMessage announced = read(BroadcastMessage.class, MessageKind.TO_EVERY_RANK, bytes, offset, length);
            if (announced instanceof NodeJoined joined) {
                say(detour, to, Grid.HEAD, new ViewInstalled(joined.epoch()), 0);
            } else if (announced instanceof NodeLeft left) {
                say(detour, to, Grid.HEAD, new ViewInstalled(left.epoch()), 0);
            }
            return !(read(HeadMessage.class, MessageKind.TO_HEAD, bytes, offset, length) instanceof ViewInstalled);
        };
    }

    /** A client sends by the ring that is in force, although it has heard nothing of what it sent by the one before. */
    MessageFilter clientsThatDoNotWait() {
        return (from, to, bytes, offset, length, detour) -> {
            if (bytes[offset] != MessageKind.REQUESTS || to != Grid.HEAD) {
                return true;
            }
            long newest =
                    ((ClientHost) world.simulation().machine(Grid.HEAD)).view().epoch();
            if (RequestBatch.epoch(bytes, offset, length) == newest) {
                return true;
            }
            byte[] early = withLong(bytes, offset, length, EPOCH_AT, newest);
            detour.deliver(from, to, early, 0, length, world.plan().latency().draw(random));
            return false;
        };
    }

    /** Who passes requests on takes the ring before for the one by which they go. */
    MessageFilter ringsOneEpochBack() {
        return (from, to, bytes, offset, length, detour) -> {
            long epoch = bytes[offset] == MessageKind.REQUESTS || bytes[offset] == MessageKind.ROUTED
                    ? RequestBatch.epoch(bytes, offset, length)
                    : 0;
            if (epoch == 0 || from == to || random.nextInt(4) > 0) {
                return true;
            }
            byte[] back = withLong(bytes, offset, length, EPOCH_AT, epoch - 1);
            detour.deliver(from, to, back, 0, length, world.plan().latency().draw(random));
            return false;
        };
    }

    /** A node that has given its arc away goes on answering for it, and has no keys. */
    MessageFilter answersOfTheOldOwner() {
        return (from, to, bytes, offset, length, detour) -> {
            if (bytes[offset] != MessageKind.FORWARDED) {
                return true;
            }
            RoutedCursor request = new RoutedCursor();
            request.open(bytes, offset, length);
            while (request.next()) {
                ReplyBatch answer = new ReplyBatch(Origin.client(request.origin()));
                int outcome = request.operation() == Operation.PUT ? Answer.STORED : Answer.MISSING;
                answer.add(outcome, 1, request.sequence(), request.node());
                detour.deliver(from, Origin.rank(request.origin()), answer.bytes(), 0, answer.length(), later());
            }
            return false;
        };
    }

    /** Chunks come again later, and their taker does not know them again. */
    MessageFilter chunksThatAreStoredAgain() {
        return (from, to, bytes, offset, length, detour) -> {
            if (bytes[offset] == MessageKind.HANDOVER) {
                byte[] again = unknownChunk(bytes, offset, length);
                detour.deliver(from, to, again, 0, length, later());
            }
            return isNoForgedConfirmation(bytes, offset, length);
        };
    }

    /** The last chunk comes again when a key has been deleted. */
    MessageFilter chunksThatUndoADelete() {
        return (from, to, bytes, offset, length, detour) -> {
            if (bytes[offset] == MessageKind.HANDOVER) {
                lastChunk = unknownChunk(bytes, offset, length);
                lastGiver = from;
                lastTaker = to;
            } else if (bytes[offset] == MessageKind.REPLIES && from == lastTaker && lastChunk != null) {
                detour.deliver(lastGiver, lastTaker, lastChunk, 0, lastChunk.length, 0);
                lastChunk = null;
            }
            return isNoForgedConfirmation(bytes, offset, length);
        };
    }

    private byte[] unknownChunk(byte[] bytes, int offset, int length) {
        byte[] chunk = withLong(bytes, offset, length, CHANGE_AT, forged++);
        ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).putInt(CHUNK_AT, 0);
        return chunk;
    }

    private static boolean isNoForgedConfirmation(byte[] bytes, int offset, int length) {
        return !(read(MoveMessage.class, MessageKind.MOVE, bytes, offset, length) instanceof ChunkTaken taken
                && taken.change() >= OTHER_CHANGES);
    }

    /** The head counts a change as moved as soon as it has ordered it, and begins others whose arcs touch. */
    MessageFilter touchingChangesSideBySide() {
        Set<Long> over = new HashSet<>();
        return (from, to, bytes, offset, length, detour) -> {
            MoveMessage move = read(MoveMessage.class, MessageKind.MOVE, bytes, offset, length);
            if (move instanceof HandOver order && over.add(order.change())) {
                say(detour, to, from, new HandedOver(order.change(), 0, 0), 0);
            }
            return !(read(HeadMessage.class, MessageKind.TO_HEAD, bytes, offset, length) instanceof HandedOver);
        };
    }

    /** A message of requests overtakes the one before it. */
    MessageFilter requestsThatOvertake() {
        return (from, to, bytes, offset, length, detour) -> {
            if (bytes[offset] != MessageKind.REQUESTS || random.nextInt(10) > 0) {
                return true;
            }
            detour.deliver(
                    from, to, bytes, offset, length, world.plan().latency().draw(random) / 2);
            return false;
        };
    }
}
