package mpjdht.experiment.copies;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mpjdht.message.Answer;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.ClientMessage.Synchronised;
import mpjdht.message.Operation;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.Fence;
import mpjdht.node.client.PlainResults;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.sim.Latency;
import mpjdht.sim.SeededRandom;
import mpjdht.store.Conflicts;
import mpjdht.store.SiblingState;
import mpjdht.store.ValueSlice;
import mpjdht.store.Version;

/**
 * A client that reads a key, thinks, writes it, and rests, again and again; or one that comes last, makes all copies equal, and reads
 * every key once. It notes what it has seen and done.
 */
final class Editor implements CommandSource, PlainResults {
    private final int client;
    private final EditingLimits limits;
    private final Conflicts conflicts;
    private final KeySpace space;
    private final SeededRandom random;
    private final Sightings sightings;
    private final Waker waker;
    private boolean rests;
    private int commands;
    private int key;
    private Sightings.Seen seen = Sightings.Seen.NOTHING;
    private boolean isOver;

    /** Wakes a client. */
    interface Waker {
        /** Wakes it after a time, and does something first. */
        void after(long micros, Runnable action);
    }

    /**
     * What a client does.
     *
     * @param keys that all of them share
     * @param edits of this client; 0 for the one that comes last
     * @param thinking time between a read and its write
     * @param resting time between a write and the next read
     */
    record EditingLimits(int keys, int edits, Latency thinking, Latency resting) {}

    Editor(
            int client,
            EditingLimits limits,
            Conflicts conflicts,
            KeySpace space,
            SeededRandom random,
            Sightings sightings,
            Waker waker) {
        this.client = client;
        this.limits = limits;
        this.conflicts = conflicts;
        this.space = space;
        this.random = random;
        this.sightings = sightings;
        this.waker = waker;
        this.rests = true;
    }

    /** It begins, or goes on. */
    void wake() {
        rests = false;
    }

    /** Whether it has done all it had to. */
    boolean isOver() {
        return isOver;
    }

    private boolean isLast() {
        return limits.edits() == 0;
    }

    @Override
    public Next next(RequestBatch batch, int sequence) {
        if (rests) {
            return Next.NOTHING_YET;
        }
        if (isLast()) {
            return nextOfLast(batch, sequence);
        }
        if (commands == 2 * limits.edits()) {
            return Next.END;
        }
        boolean reads = commands % 2 == 0;
        if (reads) {
            key = random.nextInt(limits.keys());
            sightings.reads(client, key);
            add(batch, sequence, Operation.GET, "");
        } else {
            String value = client + "." + commands;
            sightings.writes(client, value, seen);
            add(batch, sequence, Operation.PUT, value);
        }
        commands++;
        rests = true;
        return Next.REQUEST;
    }

    private Next nextOfLast(RequestBatch batch, int sequence) {
        if (commands == 1 + limits.keys()) {
            return Next.END;
        }
        commands++;
        if (commands == 1) {
            return Next.FENCE;
        }
        key = commands - 2;
        rests = true;
        add(batch, sequence, Operation.GET, "");
        return Next.REQUEST;
    }

    private void add(RequestBatch batch, int sequence, int operation, String text) {
        byte[] name = ("key-" + key).getBytes(StandardCharsets.US_ASCII);
        byte[] value = text.getBytes(StandardCharsets.US_ASCII);
        KeyPlace place = new KeyPlace();
        space.locate(name, 0, name.length, place);
        batch.add(
                operation, sequence, place.position(), place.hash(), name, 0, name.length, value, 0, value.length);
    }

    @Override
    public long location() {
        return commands;
    }

    @Override
    public Fence fence() {
        return new Fence.Synchronise();
    }

    @Override
    public boolean answered(long location, RequestCursor request, ReplyCursor reply, int rank) {
        if (Answer.isFailure(reply.outcome())) {
            throw new IllegalStateException("a command failed: " + reply.outcome());
        }
        if (request.operation() == Operation.GET) {
            seen = seen(reply);
            if (isLast()) {
                sightings.isLeft(key, seen);
                wake();
                return true;
            }
            sightings.hasRead(client, seen);
        } else {
            sightings.hasWritten(client, key, version(reply));
        }
        Latency pause = request.operation() == Operation.GET ? limits.thinking() : limits.resting();
        waker.after(pause.draw(random), this::wake);
        return true;
    }

    private Sightings.Seen seen(ReplyCursor reply) {
        if (reply.outcome() == Answer.MISSING) {
            return new Sightings.Seen(version(reply), List.of());
        }
        byte[] bytes = reply.bytes();
        int begin = reply.valueOffset();
        List<String> values = new ArrayList<>();
        if (conflicts == Conflicts.LWW) {
            values.add(new String(bytes, begin, reply.valueLength(), StandardCharsets.US_ASCII));
        } else {
            for (ValueSlice value :
                    SiblingState.read(bytes, begin, reply.valueLength() + Version.BYTES).distinctValues()) {
                values.add(new String(value.copy(), StandardCharsets.US_ASCII));
            }
        }
        return new Sightings.Seen(version(reply), values);
    }

    /** Only where the last writer wins; the version of siblings says nothing of their order. */
    private static Sightings.Age version(ReplyCursor reply) {
        return new Sightings.Age(
                Version.time(reply.bytes(), reply.versionOffset()), Version.writer(reply.bytes(), reply.versionOffset()));
    }

    @Override
    public void synchronised(long location, Synchronised result) {
        if (!result.done()) {
            throw new IllegalStateException("the copies did not become equal");
        }
    }

    @Override
    public void ended(long location) {
        isOver = true;
    }

    @Override
    public boolean conclude(int nodes) {
        isOver = true;
        return true;
    }

    @Override
    public void added(long location, int rank, MembershipChanged result) {
        throw new IllegalStateException("no ADD was asked for");
    }

    @Override
    public void removed(long location, MembershipChanged result) {
        throw new IllegalStateException("no REMOVE was asked for");
    }
}
