package mpjdht.runtime.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import mpjdht.journal.Disk;
import mpjdht.journal.Journal;
import mpjdht.journal.JournalEnd;
import mpjdht.journal.JournalReader;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.Sizes;

/**
 * What outlives the job of its client: which run of command files it is, and the checkpoints that it has reached, of which the last counts. A record begins with a byte that says which of the two it is.
 */
public final class ClientJournal implements Closeable {
    private static final byte RUN = 'R';
    private static final byte CHECKPOINT = 'C';

    private final Disk disk;
    private final Journal journal;
    private final Optional<Run> run;
    private final Optional<Checkpoint> last;

    private ClientJournal(Disk disk, Journal journal, Optional<Run> run, Optional<Checkpoint> last) {
        this.disk = disk;
        this.journal = journal;
        this.run = run;
        this.last = last;
    }

    /**
     * Begins in a generation with nothing.
     *
     * @param folder where the job's data is
     */
    static ClientJournal begin(Generations folder, long generation) throws IOException {
        return begin(folder, generation, Optional.empty(), Optional.empty());
    }

    /**
     * Begins in a generation with where the one before ended, if that had a run.
     *
     * @param before the generation that counts; 0 if there is none
     * @param now the run that is to go on
     * @param head what the head of that has decided; not asked where there is no run
     * @param torn hears of a torn end
     * @throws IOException if it was another run
     */
    static ClientJournal resume(
            Generations folder, long before, long generation, Run now, HeadJournal head, Consumer<JournalEnd.Torn> torn)
            throws IOException {
        Optional<Ended> ended = before == 0 ? Optional.empty() : read(folder, before, torn);
        if (ended.isEmpty()) {
            return begin(folder, generation);
        }
        ended.get().run().requireSame(now);
        Checkpoint last = ended.get().last();
        Optional<MembershipChanged> done = head.changes() > last.changes() ? head.lastChange() : Optional.empty();
        return begin(folder, generation, Optional.of(ended.get().run()), Optional.of(last.inNextGeneration(done)));
    }

    /** Where the run of a generation ended. */
    record Ended(Run run, Checkpoint last) {}

    /** Reads where the run of a generation ended; empty if it had none. */
    static Optional<Ended> read(Generations folder, long generation, Consumer<JournalEnd.Torn> torn)
            throws IOException {
        if (!folder.has(generation, Generations.CLIENT)) {
            return Optional.empty();
        }
        Reader reader = new Reader();
        JournalReader.read(folder.look(generation, Generations.CLIENT), Sizes.MAX_MESSAGE_BYTES, reader)
                .torn()
                .ifPresent(torn);
        return reader.run.flatMap(run -> reader.last.map(last -> new Ended(run, last)));
    }

    private static ClientJournal begin(
            Generations folder, long generation, Optional<Run> run, Optional<Checkpoint> last) throws IOException {
        Disk disk = folder.open(generation, Generations.CLIENT);
        Journal journal = Journal.goOn(disk, JournalEnd.NONE, Restoring.FILE_BYTES);
        ClientJournal begun = new ClientJournal(disk, journal, run, last);
        if (run.isPresent() && last.isPresent()) {
            begun.begin(run.get());
            begun.reach(last.get());
        }
        journal.force();
        return begun;
    }

    /** The run that is to go on; empty if one begins. */
    public Optional<Run> run() {
        return run;
    }

    /** Where it is to go on; empty if it begins. */
    public Optional<Checkpoint> last() {
        return last;
    }

    /** Appends what the run is. */
    public void begin(Run now) throws IOException {
        append(RUN, now::writeTo);
    }

    /** Appends a checkpoint. */
    public void reach(Checkpoint checkpoint) throws IOException {
        append(CHECKPOINT, checkpoint::writeTo);
    }

    /** Something that is written. */
    @FunctionalInterface
    private interface Part {
        void writeTo(DataOutputStream out) throws IOException;
    }

    private void append(byte kind, Part part) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(kind);
        part.writeTo(out);
        journal.append(bytes.toByteArray(), 0, bytes.size());
    }

    /** Returns when all that was appended outlives the process. */
    public void write() throws IOException {
        journal.write();
    }

    /** Returns when all that was appended outlives the machine. */
    public void force() throws IOException {
        journal.force();
    }

    @Override
    public void close() throws IOException {
        journal.close();
        disk.close();
    }

    /** What is there already. */
    private static final class Reader implements JournalReader.Taker {
        private Optional<Run> run = Optional.empty();
        private Optional<Checkpoint> last = Optional.empty();

        @Override
        public void take(long file, byte[] bytes, int offset, int length) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, offset, length));
            try {
                byte kind = in.readByte();
                if (kind == RUN) {
                    run = Optional.of(Run.readFrom(in));
                } else if (kind == CHECKPOINT) {
                    last = Optional.of(Checkpoint.readFrom(in));
                } else {
                    throw new IOException("a record of a run has the kind " + kind);
                }
            } catch (EOFException e) {
                throw new IOException("a record of a run ends too early", e);
            }
        }
    }
}
