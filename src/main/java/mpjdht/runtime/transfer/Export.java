package mpjdht.runtime.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mpjdht.command.ByteOutput;
import mpjdht.command.CommandError;
import mpjdht.command.TableFile;
import mpjdht.command.TableWriter;
import mpjdht.message.Answer;
import mpjdht.message.Operation;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.WalkRecord;
import mpjdht.node.client.CommandSource.Next;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.store.Conflicts;
import mpjdht.store.SiblingState;
import mpjdht.store.ValueSlice;
import mpjdht.store.Version;

/**
 * A table that goes to a file: WALKs round the circle meet the keys, and a GET brings the value of each. There are never more keys here than two WALKs tell,
 * and never more values than a client may have in flight. Where the keys are sorted, all are met first; the values come in their order.
 *
 * <p>What others change meanwhile is in the file as it is when its GET comes by: a key that is deleted between is left out.
 */
final class Export extends Transfer {
    /** Behind the highest position there is none. */
    private static final long HIGHEST = -1L;

    private static final int KEYS_OF_A_WALK = 1 << 14;
    /** With fewer keys to ask for, the next WALK leaves. */
    private static final int FEW_KEYS = KEYS_OF_A_WALK / 2;

    private static final long MEMORY_OF_KEYS = 16 << 20;
    private static final int RUNS_AT_ONCE = 64;
    private static final int BLOCK_OF_A_RUN = 64 << 10;

    private final KeySpace space;
    private final Conflicts conflicts;
    private final KeyPlace place = new KeyPlace();
    private final NewFile file;
    private final ByteOutput output;
    private final TableWriter writer;
    /** The keys are sorted here; empty when they come as they are met. */
    private final Optional<SortedKeys> sorting;

    /** Keys that were met, and not asked for. */
    private final ArrayDeque<byte[]> met = new ArrayDeque<>();

    private boolean walks;
    private boolean walkedRound;
    private long position;
    private long keys;
    private long bytes;

    /**
     * Makes a file.
     *
     * @param path where it will be, without links
     * @param isSorted whether the keys come in the order of their bytes
     * @param space the circle, for this thread
     * @param conflicts what the values are that a GET brings
     */
    Export(TableFile table, Path path, boolean isSorted, KeySpace space, Conflicts conflicts) throws IOException {
        this.space = space;
        this.conflicts = conflicts;
        this.file = new NewFile(path);
        this.output = new ByteOutput(file);
        this.writer = table.writer(output);
        this.sorting = isSorted
                ? Optional.of(new SortedKeys(path, MEMORY_OF_KEYS, RUNS_AT_ONCE, BLOCK_OF_A_RUN))
                : Optional.empty();
    }

    @Override
    Next ask(RequestBatch batch, int sequence) throws IOException {
        if (!walkedRound && !walks && met.size() < FEW_KEYS) {
            walks = true;
            batch.addWalk(sequence, position, HIGHEST, KEYS_OF_A_WALK);
            return Next.REQUEST;
        }
        byte[] key = nextKey();
        if (key == null) {
            return walkedRound ? Next.END : Next.NOTHING_YET;
        }
        space.locate(key, 0, key.length, place);
        batch.add(Operation.GET, sequence, place.position(), place.hash(), key, 0, key.length, key, 0, 0);
        return Next.REQUEST;
    }

    private byte[] nextKey() throws IOException {
        if (sorting.isEmpty()) {
            return met.poll();
        }
        return walkedRound ? sorting.get().next() : null;
    }

    @Override
    public void take(RequestCursor request, ReplyCursor reply) throws IOException {
        if (reply.outcome() == Answer.WALKED) {
            takeKeys(reply);
        } else if (reply.outcome() == Answer.FOUND) {
            byte[] key =
                    Arrays.copyOfRange(request.bytes(), request.keyOffset(), request.keyOffset() + request.keyLength());
            write(key, reply);
        }
    }

    private void takeKeys(ReplyCursor reply) throws IOException {
        WalkRecord.visit(
                reply.bytes(),
                reply.valueOffset(),
                reply.valueLength(),
                (from, offset, length) -> met.add(Arrays.copyOfRange(from, offset, offset + length)));
        if (sorting.isPresent()) {
            while (!met.isEmpty()) {
                sorting.get().add(met.remove());
            }
        }
        long last = WalkRecord.last(reply.bytes(), reply.valueOffset(), reply.valueLength());
        walks = false;
        walkedRound = last == HIGHEST;
        position = last + 1;
    }

    private void write(byte[] key, ReplyCursor reply) throws IOException {
        keys++;
        bytes += key.length;
        if (conflicts == Conflicts.SIBLINGS) {
            writeDistinct(key, reply);
        } else {
            bytes += reply.valueLength();
            writer.write(key, reply.bytes(), reply.valueOffset(), reply.valueLength());
        }
    }

    private void writeDistinct(byte[] key, ReplyCursor reply) throws IOException {
        List<byte[]> values =
                SiblingState.read(reply.bytes(), reply.valueOffset(), reply.valueLength() + Version.BYTES)
                        .distinctValues()
                        .stream()
                        .map(ValueSlice::copy)
                        .toList();
        for (byte[] value : values) {
            bytes += value.length;
        }
        if (values.size() == 1) {
            writer.write(key, values.get(0), 0, values.get(0).length);
        } else {
            writer.writeSiblings(key, values);
        }
    }

    @Override
    void conclude() throws IOException {
        output.flush();
        file.putInPlace();
        release();
    }

    @Override
    void release() throws IOException {
        file.close();
        if (sorting.isPresent()) {
            sorting.get().close();
        }
    }

    @Override
    public CommandError error() {
        throw new IllegalStateException("an EXPORT reads no lines");
    }

    @Override
    public long line() {
        return 0;
    }

    @Override
    public long keys() {
        return keys;
    }

    @Override
    public long bytes() {
        return bytes;
    }
}
