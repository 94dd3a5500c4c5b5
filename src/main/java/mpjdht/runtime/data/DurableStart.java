package mpjdht.runtime.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import mpjdht.command.FileTrouble;
import mpjdht.journal.Journal;
import mpjdht.journal.JournalEnd;
import mpjdht.message.ConfigurationCodec;
import mpjdht.node.Grid;
import mpjdht.node.replica.RunMemory;
import mpjdht.ring.Configuration;
import mpjdht.ring.Placement;
import mpjdht.ring.RingView;
import mpjdht.runtime.FolderDisk;
import mpjdht.runtime.PersistingTransport;
import mpjdht.runtime.PersistingTransport.Durability;
import mpjdht.runtime.Transport;
import mpjdht.store.NodeTable;

/**
 * The beginning of a job whose keys outlive it: before any rank takes its role.
 *
 * <ol>
 *   <li>The head opens the {@link DataFolder} and tells every rank the generation that counts, and the one that begins.
 *   <li>Each storage rank restores its part, writes it down in the new generation, and tells the head. So does the command rank, whose part is
 *       how far the command files are.
 *   <li>When all have, the new generation counts, and the head tells everybody.
 * </ol>
 *
 * <p>If anything goes wrong at any rank, every rank hears why, nothing has changed, and the job ends.
 */
public final class DurableStart implements Closeable {
    private static final byte BEGIN = 'B';
    private static final byte READY = 'R';
    private static final byte FAILED = 'F';
    private static final byte GO = 'G';

    private final Configuration configuration;
    private final Optional<NodeTable> table;
    private final Optional<RunMemory> memory;
    private final Optional<ClientJournal> client;
    private final Transport transport;
    private final Optional<PersistingTransport> persisting;
    private final Closeable files;

    private DurableStart(
            Configuration configuration,
            Optional<NodeTable> table,
            Optional<RunMemory> memory,
            Optional<ClientJournal> client,
            Transport transport,
            Optional<PersistingTransport> persisting,
            Closeable files) {
        this.configuration = configuration;
        this.table = table;
        this.memory = memory;
        this.client = client;
        this.transport = transport;
        this.persisting = persisting;
        this.files = files;
    }

    /**
     * What a job says of itself.
     *
     * @param folder where its data is
     * @param circle its circle, a line for people
     * @param durability how safe what it has done is before anybody hears of it
     * @param placement where copies belong
     * @param fresh its ring if there is no data
     * @param run its command files, as far as it can be resumed; empty if it cannot
     * @param resumes whether it goes on where one before it ended
     * @param tables makes empty tables, for this rank alone
     * @param remarks hears, at the head, what was noticed
     */
    public record Plan(
            Path folder,
            String circle,
            Durability durability,
            Placement placement,
            RingView fresh,
            Optional<Run> run,
            boolean resumes,
            Supplier<NodeTable> tables,
            Consumer<String> remarks) {}

    /**
     * Begins on one rank.
     *
     * @throws RefusedException if the job cannot begin
     */
    public static DurableStart begin(Plan plan, Grid grid, Transport transport)
            throws RefusedException, InterruptedException {
        PatientTransport patient = new PatientTransport(transport);
        if (transport.rank() == Grid.HEAD) {
            return new Head(plan, grid, patient).begin();
        }
        byte[] begin = requireGone(patient.takeFrom(Grid.HEAD));
        ByteBuffer generations = ByteBuffer.wrap(begin, 1, 2 * Long.BYTES);
        long before = generations.getLong();
        long generation = generations.getLong();
        return transport.rank() == grid.command()
                ? resume(plan, patient, before, generation)
                : restore(plan, grid, patient, before, generation);
    }

    /** The command rank's part. */
    private static DurableStart resume(Plan plan, PatientTransport patient, long before, long generation)
            throws RefusedException, InterruptedException {
        Generations parts = Generations.in(plan.folder());
        Remarks remarks = new Remarks();
        Optional<ClientJournal> client = Optional.empty();
        if (plan.run().isPresent()) {
            Run run = plan.run().get();
            client = Optional.of(prepare(
                    patient,
                    plan,
                    generation,
                    () -> plan.resumes()
                            ? ClientJournal.resume(
                                    parts,
                                    before,
                                    generation,
                                    run,
                                    HeadJournal.read(parts, before, remarks::torn),
                                    remarks::torn)
                            : ClientJournal.begin(parts, generation)));
        }
        say(patient, Grid.HEAD, READY, ready(new byte[0], remarks));
        byte[] go = requireGone(patient.takeFrom(Grid.HEAD));
        Closeable files = client.isPresent() ? client.get() : () -> {};
        return new DurableStart(
                ConfigurationCodec.decode(go, 1, go.length - 1),
                Optional.empty(),
                Optional.empty(),
                client,
                patient,
                Optional.empty(),
                files);
    }

    /** What a rank does with its disk before the job begins. */
    @FunctionalInterface
    private interface Preparation<T> {
        T run() throws IOException;
    }

    /** Prepares a rank's part of a generation; the head hears if that cannot be. */
    private static <T> T prepare(PatientTransport patient, Plan plan, long generation, Preparation<T> preparation)
            throws RefusedException, InterruptedException {
        try {
            if (!DataFolder.isSeen(plan.folder(), generation)) {
                throw new IOException("rank " + patient.rank() + " sees another folder of that name than the head;"
                        + " right is one that all hosts share");
            }
            return preparation.run();
        } catch (IOException e) {
            say(patient, Grid.HEAD, FAILED, told(patient.rank(), e).getBytes(StandardCharsets.UTF_8));
            requireGone(patient.takeFrom(Grid.HEAD));
            throw new IllegalStateException("the head goes on without rank " + patient.rank());
        }
    }

    /** What went wrong at a rank, for people: with the rank and the file if the disk said so. */
    private static String told(int rank, IOException e) {
        return e instanceof FileSystemException
                ? "rank " + rank + ": " + FileTrouble.withFile(e)
                : FileTrouble.reason(e);
    }

    private static DurableStart restore(Plan plan, Grid grid, PatientTransport patient, long before, long generation)
            throws RefusedException, InterruptedException {
        int rank = patient.rank();
        Remarks remarks = new Remarks();
        Restoring.Restored restored = prepare(patient, plan, generation, () -> new Restoring(
                        Generations.in(plan.folder()),
                        generation,
                        rank,
                        grid,
                        plan.placement(),
                        plan.tables(),
                        plan.resumes(),
                        remarks)
                .restore(before, plan.fresh()));
        say(patient, Grid.HEAD, READY, ready(ConfigurationCodec.encode(restored.configuration()), remarks));
        requireGone(patient.takeFrom(Grid.HEAD));
        PersistingTransport persisting = new PersistingTransport(
                patient,
                restored.journal(),
                DataFolder.ofRank(plan.folder(), generation, rank).toString(),
                plan.durability(),
                System::nanoTime);
        return new DurableStart(
                restored.configuration(),
                Optional.of(restored.table()),
                restored.memory(),
                Optional.empty(),
                persisting,
                Optional.of(persisting),
                () -> {
                    restored.journal().close();
                    restored.disk().close();
                });
    }

    /** What a rank says that is ready: the length of a configuration (int), that, and its remarks. */
    private static byte[] ready(byte[] configuration, Remarks remarks) {
        byte[] text = remarks.text().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + configuration.length + text.length)
                .putInt(configuration.length)
                .put(configuration)
                .put(text)
                .array();
    }

    private static void say(Transport transport, int to, byte what, byte[] bytes) {
        byte[] message = new byte[1 + bytes.length];
        message[0] = what;
        System.arraycopy(bytes, 0, message, 1, bytes.length);
        transport.send(to, message, 0, message.length);
    }

    private static byte[] requireGone(byte[] said) throws RefusedException {
        if (said[0] == FAILED) {
            throw new RefusedException(new String(said, 1, said.length - 1, StandardCharsets.UTF_8));
        }
        return said;
    }

    /** The head's part. */
    private static final class Head {
        private final Plan plan;
        private final Grid grid;
        private final PatientTransport patient;

        Head(Plan plan, Grid grid, PatientTransport patient) {
            this.plan = plan;
            this.grid = grid;
            this.patient = patient;
        }

        private void sayToAll(byte what, byte[] bytes) {
            for (int rank = 1; rank < grid.size(); rank++) {
                say(patient, rank, what, bytes);
            }
        }

        DurableStart begin() throws RefusedException, InterruptedException {
            DataFolder data;
            try {
                data = DataFolder.open(plan.folder(), new DataFolder.About(plan.circle(), grid.lastStorage()));
            } catch (IOException e) {
                throw refuse(told(Grid.HEAD, e));
            }
            try {
                return begin(data);
            } catch (IOException e) {
                closeQuietly(data);
                throw refuse(told(Grid.HEAD, e));
            }
        }

        private RefusedException refuse(String why) {
            sayToAll(FAILED, why.getBytes(StandardCharsets.UTF_8));
            return new RefusedException(why);
        }

        private static void closeQuietly(DataFolder data) {
            try {
                data.close();
            } catch (IOException e) {
                // What is wrong is told already.
                return;
            }
        }

        private DurableStart begin(DataFolder data) throws IOException, InterruptedException {
            sayToAll(
                    BEGIN,
                    ByteBuffer.allocate(2 * Long.BYTES)
                            .putLong(data.before())
                            .putLong(data.generation())
                            .array());
            byte[] configuration = {};
            Remarks remarks = new Remarks();
            String failure = "";
            for (int rank = 1; rank < grid.size(); rank++) {
                byte[] said = patient.takeFrom(rank);
                if (said[0] == FAILED && failure.isEmpty()) {
                    failure = new String(said, 1, said.length - 1, StandardCharsets.UTF_8);
                }
                if (said[0] == READY) {
                    int length = ByteBuffer.wrap(said).getInt(1);
                    int end = 1 + Integer.BYTES + length;
                    configuration = length == 0 ? configuration : Arrays.copyOfRange(said, 1 + Integer.BYTES, end);
                    remarks.add(new String(said, end, said.length - end, StandardCharsets.UTF_8));
                }
            }
            if (!failure.isEmpty()) {
                throw new IOException(failure);
            }
            remarks.tell(plan.remarks());
            FolderDisk disk = FolderDisk.open(DataFolder.ofRank(plan.folder(), data.generation(), Grid.HEAD));
            Journal journal = Journal.goOn(disk, JournalEnd.NONE, Restoring.FILE_BYTES);
            journal.append(configuration, 0, configuration.length);
            journal.force();
            data.commit();
            sayToAll(GO, configuration);
            PersistingTransport persisting = new PersistingTransport(
                    patient,
                    journal,
                    DataFolder.ofRank(plan.folder(), data.generation(), Grid.HEAD)
                            .toString(),
                    plan.durability(),
                    System::nanoTime);
            return new DurableStart(
                    ConfigurationCodec.decode(configuration, 0, configuration.length),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    persisting,
                    Optional.of(persisting),
                    () -> {
                        journal.close();
                        disk.close();
                        data.close();
                    });
        }
    }

    /** The configuration with which the job begins. */
    public Configuration configuration() {
        return configuration;
    }

    /** The keys with which a storage rank begins. */
    public Optional<NodeTable> table() {
        return table;
    }

    /** What a storage rank remembers of the client of the run that is resumed. */
    public Optional<RunMemory> memory() {
        return memory;
    }

    /** Where the command rank writes down how far its files are, if they can be resumed. */
    public Optional<ClientJournal> client() {
        return client;
    }

    /** How the rank speaks from now on: nothing leaves before what was to be persisted before it. */
    public Transport transport() {
        return transport;
    }

    /** Everything that was said leaves, and is safe. */
    @Override
    public void close() {
        persisting.ifPresent(PersistingTransport::commit);
        try {
            files.close();
        } catch (IOException e) {
            throw new UncheckedIOException(FileTrouble.withFile(e), e);
        }
    }
}
