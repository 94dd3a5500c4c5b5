package mpjdht.runtime.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import mpjdht.journal.DamageException;
import mpjdht.journal.Journal;
import mpjdht.journal.JournalEnd;
import mpjdht.message.ChainBatch;
import mpjdht.message.ConfigurationCodec;
import mpjdht.node.Grid;
import mpjdht.node.replica.StoredReplica;
import mpjdht.ring.Configuration;
import mpjdht.ring.Placement;
import mpjdht.ring.Region;
import mpjdht.ring.Replica;
import mpjdht.runtime.FolderDisk;
import mpjdht.store.KeyWalk;
import mpjdht.store.NodeTable;

/** Looks at everything that a job has left in its folder, and makes a whole generation of what can be saved. */
public final class Verification {
    private final Path folder;
    private final Generations parts;
    private final long generation;
    private final DataFolder.About about;
    private final Supplier<NodeTable> tables;
    private final List<PartReport> reports = new ArrayList<>();
    private final Map<Integer, Map<Long, Digest>> digests = new TreeMap<>();
    private Optional<Configuration> configuration = Optional.empty();

    /** What a rank has of a region, whatever the order. */
    private record Digest(long keys, long sum) {
        private Digest plus(long key) {
            return new Digest(keys + 1, sum + key);
        }
    }

    private Verification(Path folder, long generation, DataFolder.About about, Supplier<NodeTable> tables) {
        this.folder = folder;
        this.parts = Generations.in(folder);
        this.generation = generation;
        this.about = about;
        this.tables = tables;
    }

    /** Whether a folder has data of a job at all. */
    public static boolean isData(Path folder) throws IOException {
        return Files.isDirectory(folder) && DataFolder.isBegun(folder);
    }

    /**
     * Looks at a folder, which no job may have meanwhile.
     *
     * @param tables makes empty tables for a circle, as a generation tells it; empty if there is no such circle
     * @throws DamageException if not even the generation that counts is told
     * @throws FolderDisk.InUseException if a job has it
     */
    public static Verification of(Path folder, Function<String, Optional<Supplier<NodeTable>>> tables)
            throws IOException {
        try (FolderDisk root = FolderDisk.open(folder)) {
            long generation = DataFolder.readCurrent(folder, root);
            if (generation == 0) {
                throw new DamageException(folder.toString(), 0, "no generation of it is whole");
            }
            DataFolder.About about = DataFolder.about(folder, generation);
            Supplier<NodeTable> ofCircle = tables.apply(about.circle())
                    .orElseThrow(() -> new IOException("its circle is '" + about.circle() + "', which is none"));
            Verification looked = new Verification(folder, generation, about, ofCircle);
            looked.look();
            return looked;
        }
    }

    private void look() throws IOException {
        HeadJournal head = HeadJournal.empty();
        PartReport decided = PartReport.read(parts, generation, Generations.ofRank(Grid.HEAD), head);
        configuration = head.configuration();
        reports.add(
                configuration.isPresent() || decided.damage().isPresent()
                        ? decided
                        : decided.beginningMissing(
                                parts.look(generation, decided.name()).path("")));
        for (int rank = 1; rank <= about.storageRanks(); rank++) {
            look(rank);
        }
        if (parts.has(generation, Generations.CLIENT)) {
            reports.add(PartReport.read(parts, generation, Generations.CLIENT, (file, bytes, offset, length) -> {}));
        }
    }

    private void look(int rank) throws IOException {
        StoredReplica stored = new StoredReplica(tables.get(), Optional.empty());
        PartReport report = PartReport.read(
                parts,
                generation,
                Generations.ofRank(rank),
                (file, bytes, offset, length) -> stored.take(bytes, offset, length));
        if (report.damage().isEmpty() && stored.configuration().isEmpty()) {
            reports.add(report.beginningMissing(
                    parts.look(generation, report.name()).path("")));
            return;
        }
        if (report.damage().isPresent() || configuration.isEmpty()) {
            reports.add(report);
            return;
        }
        Map<Long, Digest> ofRegions = new TreeMap<>();
        digests.put(rank, ofRegions);
        long keys = 0;
        long live = 0;
        KeyWalk key = stored.table().walk();
        while (key.next()) {
            Region region = configuration.get().region(key.position());
            if (isServing(region, rank)) {
                keys++;
                live += ChainBatch.keyBytes(key.keyLength(), key.valueLength());
                ofRegions.merge(region.arc().last(), new Digest(1, digest(key)), (sum, one) -> sum.plus(one.sum()));
            }
        }
        reports.add(report.withKeys(keys, live));
    }

    private static boolean isServing(Region region, int rank) {
        return region.serving().stream().map(Replica::rank).anyMatch(serving -> serving == rank);
    }

    private static long digest(KeyWalk key) {
        CRC32C crc = new CRC32C();
        crc.update(key.bytes(), key.keyOffset(), key.keyLength());
        long ofKey = crc.getValue();
        crc.update(key.bytes(), key.keyOffset() + key.keyLength(), key.valueLength());
        return ofKey << Integer.SIZE | crc.getValue();
    }

    /** The generation that counts. */
    public long generation() {
        return generation;
    }

    /** What it is. */
    public DataFolder.About about() {
        return about;
    }

    /** Its parts: the head, the storage ranks, and the client if its command files can be gone on with. */
    public List<PartReport> reports() {
        return List.copyOf(reports);
    }

    /** Regions of the circle. */
    public int regions() {
        return configuration.map(known -> known.regions().size()).orElse(0);
    }

    /** Most copies of a region. */
    public int copies() {
        return configuration.stream()
                .flatMap(known -> known.regions().stream())
                .mapToInt(region -> region.serving().size())
                .max()
                .orElse(0);
    }

    /** Regions whose copies, as far as they can be read, are not the same: writes were under way when the job ended. */
    public long unequalRegions() {
        return configuration.stream()
                .flatMap(known -> known.regions().stream())
                .filter(region -> region.serving().stream()
                                .map(Replica::rank)
                                .filter(digests::containsKey)
                                .map(rank -> digests.get(rank)
                                        .getOrDefault(region.arc().last(), new Digest(0, 0)))
                                .distinct()
                                .count()
                        > 1)
                .count();
    }

    /** Whether anything is damaged. */
    public boolean isDamaged() {
        return reports.stream().anyMatch(report -> report.damage().isPresent());
    }

    /** Whether anything was not written to its end. */
    public boolean isTorn() {
        return reports.stream().anyMatch(report -> report.torn().isPresent());
    }

    /**
     * Makes another generation, of what can be read, that counts from then on.
     *
     * @return what was noticed
     * @throws DamageException if a region has no copy that can be read, or what the head has decided cannot be; then nothing has changed
     */
    public List<String> repair() throws IOException {
        Grid grid = new Grid(about.storageRanks() + 2);
        Remarks remarks = new Remarks();
        try (DataFolder data = DataFolder.open(folder, about)) {
            Configuration now = null;
            for (int rank = 1; rank <= about.storageRanks(); rank++) {
                Restoring.Restored restored = new Restoring(
                                parts,
                                data.generation(),
                                rank,
                                grid,
                                new Placement(Math.max(1, copies()), host -> host),
                                tables,
                                true,
                                remarks)
                        .restore(generation, null);
                now = restored.configuration();
                restored.journal().close();
                restored.disk().close();
            }
            Optional<ClientJournal.Ended> run = ClientJournal.read(parts, generation, remarks::torn);
            if (run.isPresent()) {
                ClientJournal.resume(
                                parts,
                                generation,
                                data.generation(),
                                run.get().run(),
                                HeadJournal.read(parts, generation, remarks::torn),
                                remarks::torn)
                        .close();
            }
            try (Journal head = Journal.goOn(
                    parts.open(data.generation(), Generations.ofRank(Grid.HEAD)),
                    JournalEnd.NONE,
                    Restoring.FILE_BYTES)) {
                byte[] message = ConfigurationCodec.encode(now);
                head.append(message, 0, message.length);
            }
            data.commit();
        }
        List<String> lines = new ArrayList<>();
        remarks.tell(lines::add);
        return lines;
    }
}
