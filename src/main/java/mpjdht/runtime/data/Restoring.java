package mpjdht.runtime.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import mpjdht.journal.DamageException;
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
    private final Remarks remarks;

    private final ChainBatch batch = new ChainBatch();

    /**
     * What a rank begins with.
     *
     * @param generation the one that begins
     * @param rank a storage rank
     * @param placement where copies belong
     * @param tables makes empty tables
     * @param resumes whether the run of the generation before is resumed
     * @param remarks hears of torn ends, and of what was damaged and has other copies
     */
    Restoring(
            Generations folder,
            long generation,
            int rank,
            Grid grid,
            Placement placement,
            Supplier<NodeTable> tables,
            boolean resumes,
            Remarks remarks) {
        this.folder = folder;
        this.generation = generation;
        this.rank = rank;
        this.grid = grid;
        this.placement = placement;
        this.tables = tables;
        this.resumes = resumes;
        this.remarks = remarks;
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
        Optional<Configuration> last =
                HeadJournal.read(folder, before, remarks::torn).configuration();
        if (last.isEmpty() && before > 0) {
            throw new DamageException(
                    folder.look(before, Generations.ofRank(Grid.HEAD)).path(""), 0, "what it begins with is missing");
        }
        Configuration configuration =
                Configuration.initial(last.isPresent() ? ring(last.get(), before) : fresh, placement);
        Disk disk = folder.open(generation, Generations.ofRank(rank));
        Optional<Sources> sources = last.map(Sources::new);
        Optional<Restored> restored = restore(before, sources, configuration, disk);
        while (restored.isEmpty()) {
            restored = restore(before, sources, configuration, disk);
        }
        return restored.get();
    }

    /** Begins with what the sources have; empty if one of them turned out to be damaged. */
    private Optional<Restored> restore(long before, Optional<Sources> sources, Configuration configuration, Disk disk)
            throws IOException {
        for (String name : disk.names()) {
            disk.delete(name);
        }
        Journal journal = Journal.goOn(disk, JournalEnd.NONE, FILE_BYTES);
        byte[] message = ConfigurationCodec.encode(configuration);
        journal.append(message, 0, message.length);
        NodeTable table = tables.get();
        Optional<RunMemory> had = resumes && before > 0 ? formerMemory(before) : Optional.empty();
        Optional<RunMemory> memory = had.map(known -> known.as(Origin.of(grid.command(), 0)));
        int formerRanks = sources.isPresent() ? folder.storageRanks(before) : 0;
        for (int old = 1; old <= formerRanks; old++) {
            Part part = new Part(old, sources.get(), configuration);
            if (part.isAny()) {
                Optional<RunMemory> ofOld = had.map(RunMemory::empty);
                StoredReplica stored = new StoredReplica(tables.get(), ofOld);
                try {
                    if (!read(before, old, stored) && sources.get().prefersOthers(old)) {
                        journal.close();
                        return Optional.empty();
                    }
                } catch (DamageException e) {
                    sources.get().giveUp(old, e);
                    remarks.repaired(e);
                    journal.close();
                    return Optional.empty();
                }
                take(stored.table(), part, table, journal);
                if (ofOld.isPresent()) {
                    takeMemory(ofOld.get(), memory.get(), part::has, journal);
                }
            }
        }
        journal.force();
        return Optional.of(new Restored(configuration, table, memory, journal, disk));
    }

    /** What this rank takes from one of the job before. */
    private final class Part {
        private final int old;
        private final Sources sources;
        private final Configuration now;

        Part(int old, Sources sources, Configuration now) {
            this.old = old;
            this.sources = sources;
            this.now = now;
        }

        /** Whether there may be a key of it. */
        boolean isAny() {
            return sources.regions()
                    .filter(region -> sources.isFrom(old, region))
                    .anyMatch(region -> now.regions(region.arc()).stream().anyMatch(place -> place.placeOf(rank) >= 0));
        }

        /** Whether a key of a position belongs to it. */
        boolean has(long position) {
            return sources.isFrom(old, position) && now.region(position).placeOf(rank) >= 0;
        }
    }

    /** Takes what there is to be remembered of the client of the run that is resumed; empty if it had none. */
    private Optional<RunMemory> formerMemory(long before) throws IOException {
        Optional<ClientJournal.Ended> run = ClientJournal.read(folder, before, remarks::torn);
        int commandRank = folder.storageRanks(before) + 1;
        return run.map(ended -> new RunMemory(
                Origin.of(commandRank, 0), ended.run().window(), ended.last().next()));
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

    /** Reads what a rank has written down; returns whether that was written to its end. */
    private boolean read(long before, int of, StoredReplica stored) throws IOException {
        Disk old = folder.look(before, Generations.ofRank(of));
        JournalEnd end = JournalReader.read(
                old, Sizes.MAX_MESSAGE_BYTES, (file, bytes, offset, length) -> stored.take(bytes, offset, length));
        if (stored.configuration().isEmpty()) {
            throw new DamageException(old.path(""), 0, "what it begins with is missing");
        }
        end.torn().ifPresent(remarks::torn);
        return end.torn().isEmpty();
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
        boolean isSame = folder.storageRanks(before) == grid.lastStorage();
        return RingView.of(last.epoch() + 1, ids, isSame ? ranks : grid.initialRanks(ids.length));
    }

    /** Takes the keys of a part. */
    private void take(NodeTable had, Part part, NodeTable table, Journal journal) throws IOException {
        KeyWalk key = had.walk();
        while (key.next()) {
            if (part.has(key.position())) {
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
