package mpjdht.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mpjdht.bench.Dht.Shape;
import mpjdht.bench.work.Distribution;
import mpjdht.bench.work.Workload;
import mpjdht.bench.work.WorkloadFiles;
import mpjdht.command.ByteOutput;
import mpjdht.report.MarkdownTable;

/** Acceptance L, M and N: what copies cost, how long they take to be whole again, and how long clients wait for a crash. */
final class CopySections {
    private static final int MILLION = 1_000_000;
    private static final int KEY_BYTES = 10;
    private static final int VALUE_BYTES = 14;
    private static final int COPIES = 3;
    private static final int CRASHED_RANK = 3;
    private static final Map<String, Integer> DELAYS_OF_PAPER = Map.of("first", 2, "middle", 4, "last", 2);

    private final Session session;
    private final Verdicts verdicts;
    private final int divisor;

    CopySections(Session session, Verdicts verdicts, int divisor) {
        this.session = session;
        this.verdicts = verdicts;
        this.divisor = divisor;
    }

    /** L: commands per second with one, two and three copies of each key. */
    void speed() throws IOException, InterruptedException {
        Workload workload = new Workload(
                20L * MILLION / divisor, MILLION, KEY_BYTES, VALUE_BYTES, 50, Distribution.UNIFORM, 1);
        List<Contestant> contestants = new ArrayList<>();
        for (int copies = 1; copies <= COPIES; copies++) {
            contestants.add(session.dhtOfCopies(copies));
        }
        Comparison comparison = session.compare("L: copies of each key", workload, contestants);
        double one = comparison.of(contestants.get(0).name()).orElseThrow().medianSeconds();
        for (int copies = 2; copies <= COPIES; copies++) {
            Series series = comparison.of(contestants.get(copies - 1).name()).orElseThrow();
            double share = one / series.medianSeconds();
            if (copies == COPIES) {
                verdicts.atLeast("L", copies + " copies, speed to that of one", share, 1.0 / COPIES, " x");
            } else {
                verdicts.tell("L", copies + " copies, speed to that of one", share, " x");
            }
        }
    }

    /** M: a rank crashes that has a million copies, and comes back. */
    void repair() throws IOException, InterruptedException {
        int np = session.options().np();
        int storageRanks = np - 2;
        int keys = MILLION * storageRanks / COPIES / divisor;
        session.progress("a rank with " + Format.grouped(MILLION / divisor) + " copies crashes and comes back");
        Shape shape = new Shape("multicore", np, storageRanks, 0, "one-hop", COPIES);
        try (LiveJob job = new LiveJob(session.place(), shape)) {
            put(job.commands(), keys);
            job.settle();
            LiveJob.Change crash = job.change("CRASH RANK " + CRASHED_RANK);
            LiveJob.Change recover = job.change("RECOVER RANK " + CRASHED_RANK);
            session.report("### M: repair\n\nOf " + Format.grouped(keys) + " keys with " + COPIES + " copies on " + storageRanks
                    + " ranks, what one rank had is lost and copied again.\n\nCRASH " + Format.seconds(crash.seconds())
                    + " s, RECOVER " + Format.seconds(recover.seconds()) + " s\n");
            verdicts.atMost("M", "a million copies", recover.seconds(), 2.0 / divisor, " s");
        }
        session.progress("the same while clients go on");
        RepairUnderLoad loaded = RepairUnderLoad.measure(session.place(), MILLION / divisor);
        MarkdownTable table = new MarkdownTable("of " + LoadedJob.CLIENTS + " clients", "answers a second");
        table.row("before the crash", Format.grouped(Math.round(loaded.before())));
        table.row("while the copies are made, " + Format.seconds(loaded.repairSeconds()) + " s", Format.grouped(Math.round(loaded.meanwhile())));
        table.row("afterwards", Format.grouped(Math.round(loaded.after())));
        session.report("### M: repair under load\n\n" + table.render() + "\nThe history is " + loaded.verdict() + ".\n");
        verdicts.atLeast("M", "clients' answers a second meanwhile, to before or after", loaded.share(), 0.5, " x");
    }

    private static void put(ByteOutput out, int keys) throws IOException {
        byte[] command = "PUT k000000000 0123456789abcd\n".getBytes(StandardCharsets.US_ASCII);
        byte[] key = new byte[KEY_BYTES];
        for (int number = 0; number < keys; number++) {
            WorkloadFiles.writeKey(key, number);
            System.arraycopy(key, 0, command, "PUT ".length(), KEY_BYTES);
            out.write(command);
        }
    }

    /** N: how long the clients of a chain wait when one of its replicas crashes. */
    void outages() throws IOException, InterruptedException {
        for (String device : List.of("multicore", "niodev")) {
            if (!session.options().includesProgram(device)) {
                continue;
            }
            MarkdownTable table = new MarkdownTable(
                    "crash of the " , "pause, s", "beyond the time-out", "message delays in the paper", "commands", "verdict");
            for (String place : List.of("first", "middle", "last")) {
                session.progress("the " + place + " replica crashes, " + device);
                Outage outage = Outage.measure(session.place(), device, place, MILLION / divisor);
                table.row(
                        place,
                        Format.seconds(outage.pauseSeconds()),
                        Format.seconds(outage.pauseSeconds() - Outage.TIMEOUT_SECONDS),
                        Integer.toString(DELAYS_OF_PAPER.get(place)),
                        Format.grouped(outage.commands()),
                        outage.verdict());
                verdicts.atMost(
                        "N",
                        device + ", crash of the " + place + ", pause",
                        outage.pauseSeconds(),
                        Outage.TIMEOUT_SECONDS + 0.2,
                        " s");
            }
            session.report("### N: outages, " + device + "\n\n" + LoadedJob.CLIENTS + " clients, " + COPIES + " copies, time-out "
                    + Outage.TIMEOUT_SECONDS + " s\n\n" + table.render());
        }
    }
}
