package mpjdht.runtime.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import mpjdht.journal.Disk;
import mpjdht.journal.Journal;
import mpjdht.journal.JournalEnd;
import mpjdht.journal.JournalReader;
import mpjdht.message.ChainBatch;
import mpjdht.message.ConfigurationCodec;
import mpjdht.message.Origin;
import mpjdht.message.Sizes;
import mpjdht.node.Grid;
import mpjdht.node.replica.RunMemory;
import mpjdht.node.replica.StoredReplica;
import mpjdht.ring.Configuration;
import mpjdht.ring.Placement;
import mpjdht.ring.Region;
import mpjdht.ring.RingView;
import mpjdht.store.KeyWalk;
import mpjdht.store.NodeTable;

/** What a storage rank begins with: its part of what the generation before has, whatever the ranks were then, written down in the one that begins. */
final class Restoring {
    /** A journal goes on in another file when one has become so long. */
    static final long FILE_BYTES = 64L << 20;

    private final Generations folder;
    private final long generation;
    private final int rank;
    private final Grid grid;
    private final Placement placement;
    private final Supplier<NodeTable> tables;
    private final boolean resumes;
    private final Consumer<JournalEnd.Torn> torn;

    private final ChainBatch batch = new ChainBatch();

    /**
     * What a rank begins with.
     *
     * @param generation the one that begins
     * @param rank a storage rank
     * @param placement where copies belong
     * @param tables makes empty tables
     * @param resumes whether the run of the generation before is resumed
     * @param torn hears of the torn ends of journals
     */
    Restoring(
            Generations folder,
            long generation,
            int rank,
            Grid grid,
            Placement placement,
            Supplier<NodeTable> tables,
            boolean resumes,
            Consumer<JournalEnd.Torn> torn) {
        this.folder = folder;
        this.generation = generation;
        this.rank = rank;
        this.grid = grid;
        this.placement = placement;
        this.tables = tables;
        this.resumes = resumes;
        this.torn = torn;
    }

    /** What it begins with. */
    record Restored(
            Configuration configuration, NodeTable table, Optional<RunMemory> memory, Journal journal, Disk disk) {}

    /**
     * Begins.
     *
     * @param before the generation that counts; 0 if there is none
     * @param fresh the ring of a job that begins with nothing
     */
    Restored restore(long before, RingView fresh) throws IOException {
        Optional<Configuration> last = HeadJournal.read(folder, before, torn).configuration();
        Configuration configuration =
                Configuration.initial(last.isPresent() ? ring(last.get(), before) : fresh, placement);
        Disk disk = folder.open(generation, Generations.ofRank(rank));
        Journal journal = Journal.goOn(disk, JournalEnd.NONE, FILE_BYTES);
        byte[] message = ConfigurationCodec.encode(configuration);
        journal.append(message, 0, message.length);
        NodeTable table = tables.get();
        Optional<RunMemory> had = resumes && before > 0 ? formerMemory(before) : Optional.empty();
        Optional<RunMemory> memory = had.map(known -> known.as(Origin.of(grid.command(), 0)));
        if (last.isPresent()) {
            for (int old : folder.ranks(before)) {
                if (hasSomething(old, last.get(), configuration)) {
                    Optional<RunMemory> ofOld = had.map(RunMemory::empty);
                    take(before, old, last.get(), configuration, table, ofOld, journal);
                    if (ofOld.isPresent()) {
                        takeMemory(
                                ofOld.get(),
                                memory.get(),
                                position -> isTaken(position, old, last.get(), configuration),
                                journal);
                    }
                }
            }
        }
        journal.force();
        return new Restored(configuration, table, memory, journal, disk);
    }

    /** Takes what there is to be remembered of the client of the run that is resumed; empty if it had none. */
    private Optional<RunMemory> formerMemory(long before) throws IOException {
        Optional<ClientJournal.Ended> run = ClientJournal.read(folder, before, torn);
        int commandRank = folder.ranks(before).size() + 1;
        return run.map(ended -> new RunMemory(
                Origin.of(commandRank, 0), ended.run().window(), ended.last().next()));
    }

    /** Whether a key of a rank of the job before is to be here. */
    private boolean isTaken(long position, int old, Configuration last, Configuration now) {
        return hadIt(last.region(position), old) && now.region(position).placeOf(rank) >= 0;
    }

    private void takeMemory(RunMemory had, RunMemory memory, LongPredicate isTaken, Journal journal)
            throws IOException {
        List<ChainBatch> full = new ArrayList<>();
        had.handOver(memory, isTaken, () -> {
            if (full.isEmpty() || full.get(full.size() - 1).full()) {
                full.add(new ChainBatch());
            }
            return full.get(full.size() - 1);
        });
        for (ChainBatch records : full) {
            journal.append(records.bytes(), 0, records.length());
        }
    }

    /** Whether a rank of the job before may have had something that is to be here. */
    private boolean hasSomething(int old, Configuration last, Configuration now) {
        return last.regions().stream()
                .filter(region -> hadIt(region, old))
                .anyMatch(region -> now.regions(region.arc()).stream().anyMatch(part -> part.placeOf(rank) >= 0));
    }

    private static boolean hadIt(Region region, int old) {
        return !region.serving().isEmpty() && region.first().rank() == old;
    }

    private void read(long before, int of, JournalReader.Taker taker) throws IOException {
        JournalEnd end =
                JournalReader.read(folder.look(before, Generations.ofRank(of)), Sizes.MAX_MESSAGE_BYTES, taker);
        end.torn().ifPresent(torn);
    }

    /** The ring that was, on the ranks that it had if there are as many; else spread over those that there are. */
    private RingView ring(Configuration last, long before) throws IOException {
        RingView old = last.ring();
        long[] ids = new long[old.size()];
        int[] ranks = new int[old.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = old.id(i);
            ranks[i] = old.rank(i);
        }
        boolean isSame = folder.ranks(before).size() == grid.lastStorage();
        return RingView.of(last.epoch() + 1, ids, isSame ? ranks : grid.initialRanks(ids.length));
    }

    /** Takes what one rank had, served first of all, and is to be here. */
    private void take(
            long before,
            int old,
            Configuration last,
            Configuration now,
            NodeTable table,
            Optional<RunMemory> memory,
            Journal journal)
            throws IOException {
        StoredReplica stored = new StoredReplica(tables.get(), memory);
        read(before, old, (file, bytes, offset, length) -> stored.take(bytes, offset, length));
        KeyWalk key = stored.table().walk();
        while (key.next()) {
            if (isTaken(key.position(), old, last, now)) {
                table.put(
                        key.hash(),
                        key.position(),
                        key.bytes(),
                        key.keyOffset(),
                        key.keyLength(),
                        key.keyOffset() + key.keyLength(),
                        key.valueLength());
                if (batch.full()) {
                    append(journal);
                }
                batch.addKey(
                        key.hash(),
                        key.position(),
                        key.bytes(),
                        key.keyOffset(),
                        key.keyLength(),
                        key.keyOffset() + key.keyLength(),
                        key.valueLength());
            }
        }
        append(journal);
    }

    private void append(Journal journal) throws IOException {
        if (batch.records() > 0) {
            journal.append(batch.bytes(), 0, batch.length());
            batch.reset();
        }
    }
}
