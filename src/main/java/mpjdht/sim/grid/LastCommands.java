package mpjdht.sim.grid;

import java.util.List;
import mpjdht.history.Verb;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.Fence;

/** The client that comes when all others are done: a SYNC, and a look at every key. */
final class LastCommands implements CommandSource {
    private final int client;
    private final List<WorldKeys.Key> keys;
    private final Recorder recorder;
    private final Runnable whenRead;
    private int read = -1;
    private boolean isBegun;
    private boolean isRead;
    private boolean isOver;

    /**
     * A client that waits.
     *
     * @param client its number
     * @param keys which it reads
     * @param whenRead is run once, when all answers have come
     */
    LastCommands(int client, List<WorldKeys.Key> keys, Recorder recorder, Runnable whenRead) {
        this.client = client;
        this.keys = keys;
        this.recorder = recorder;
        this.whenRead = whenRead;
    }

    /** All others are done. */
    void begin() {
        isBegun = true;
    }

    /** Nothing more is waited for. */
    void end() {
        isOver = true;
    }

    @Override
    public Next next(RequestBatch batch, int sequence) {
        if (!isBegun) {
            return Next.NOTHING_YET;
        }
        read++;
        if (read == 0) {
            recorder.synchronises(client, 0);
            return Next.FENCE;
        }
        if (read > keys.size()) {
            read--;
            if (!isRead) {
                isRead = true;
                whenRead.run();
            }
            return isOver ? Next.END : Next.NOTHING_YET;
        }
        WorldKeys.Key key = keys.get(read - 1);
        byte[] name = key.bytes();
        batch.add(Operation.GET, sequence, key.position(), key.hash(), name, 0, name.length, name, 0, 0);
        recorder.invoked(client, read, Verb.GET, key, null);
        return Next.REQUEST;
    }

    @Override
    public long location() {
        return read;
    }

    @Override
    public Fence fence() {
        return new Fence.Synchronise();
    }
}
