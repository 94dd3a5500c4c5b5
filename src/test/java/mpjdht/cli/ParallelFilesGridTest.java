package mpjdht.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mpjdht.cli.setting.UsageException;
import mpjdht.command.Summary;
import mpjdht.grid.InMemoryGrid;
import mpjdht.history.HistoryReader;
import mpjdht.history.LinearizabilityChecker;
import mpjdht.history.Report;
import mpjdht.history.SearchLimits;
import mpjdht.history.Verdict;
import mpjdht.message.ResultPiece;
import mpjdht.node.Grid;
import mpjdht.node.StateMachine;
import mpjdht.node.storage.StorageMachine;
import mpjdht.runtime.Inbox;
import mpjdht.runtime.Inputs;
import mpjdht.runtime.gather.ResultGatherer;
import mpjdht.store.NodeTable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Command files that run at the same time, by the real roles and clients in one thread, messages in any order. */
class ParallelFilesGridTest {
    private static final int SEEDS_PER_TEST = 25;
    private static final int COMMANDS = 60;
    private static final String[] ROUTINGS = {"one-hop", "direct", "ring", "chord"};

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "seeds {0}*25 to {0}*25+24")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void everyHistoryIsLinearizableAndEachFileHasItsResultsInOrder(int block) throws Exception {
        for (long seed = (long) block * SEEDS_PER_TEST; seed < (block + 1L) * SEEDS_PER_TEST; seed++) {
            check(seed);
        }
    }

    private void check(long seed) throws Exception {
        Random random = new Random(seed);
        int ranks = 3 + random.nextInt(6);
        List<String> files = new ArrayList<>();
        for (int file = 0; file < 1 + random.nextInt(7); file++) {
            Path commands = folder.resolve("f" + file + ".cmd");
            Files.writeString(commands, drawCommands(random, ranks - 2, file));
            files.add(commands.toString());
        }
        String options = "--parallel --format json --verbose --on-error continue --nodes " + (1 + random.nextInt(5))
                + " --window " + new int[] {1, 3, 100}[random.nextInt(3)] + " --routing "
                + ROUTINGS[random.nextInt(ROUTINGS.length)] + " --history " + folder.resolve("h.jsonl") + " --output "
                + folder.resolve("out") + " " + String.join(" ", files);
        Settings settings = ParsedSettings.parse(options);

        Gathered gathered = run(seed, settings, new Grid(ranks));

        String what = "seed " + seed + ", " + ranks + " ranks, " + options;
        assertThat(gathered.summary.commands() + gathered.summary.failures())
                .as(what)
                .isEqualTo((long) COMMANDS * files.size());
        for (int file = 0; file < files.size(); file++) {
            requireLinesInOrder(folder.resolve("out/f" + file + ".out"), what);
        }
        Report report;
        try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(folder.resolve("h.jsonl")))) {
            report = new LinearizabilityChecker(SearchLimits.standard()).check(HistoryReader.read(in));
        }
        assertThat(report.verdict()).as(what + report.windows()).isEqualTo(Verdict.LINEARIZABLE);
    }

    private static String drawCommands(Random random, int storageRanks, int file) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < COMMANDS; i++) {
            int key = 1 + random.nextInt(6) * 150;
            switch (random.nextInt(15)) {
                case 0, 1, 2, 3 ->
                    text.append("PUT ")
                            .append(key)
                            .append(" v")
                            .append(file)
                            .append('-')
                            .append(i);
                case 4, 5, 6, 7 -> text.append("GET ").append(key);
                case 8 -> text.append("DELETE ").append(key);
                case 9 ->
                    text.append("ADD ")
                            .append(1 + random.nextInt(storageRanks))
                            .append(' ')
                            .append(1 + random.nextInt(1000));
                case 10 -> text.append("REMOVE ").append(1 + random.nextInt(1000));
                case 11, 12 ->
                    text.append("CAS ")
                            .append(key)
                            .append(" v")
                            .append(random.nextInt(2))
                            .append('-')
                            .append(i - 1 - random.nextInt(9))
                            .append(" v")
                            .append(file)
                            .append('-')
                            .append(i);
                case 13 ->
                    text.append("INCR ")
                            .append(random.nextInt(9) == 0 ? "" + key : "n")
                            .append(" ")
                            .append(i);
                default -> text.append("EXPLAIN ").append(key);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static void requireLinesInOrder(Path results, String what) throws IOException {
        long last = 0;
        for (String line : Files.readAllLines(results)) {
            long number = Long.parseLong(line.substring("{\"line\":".length(), line.indexOf(',')));
            assertThat(number).as(what + line).isGreaterThan(last);
            last = number;
        }
    }

    private static Gathered run(long seed, Settings settings, Grid grid) throws UsageException {
        Gathered gathered = new Gathered(settings);
        List<StateMachine> machines = new ArrayList<>();
        for (int rank = 0; rank < grid.size(); rank++) {
            JobGrid job = new JobGrid(settings, grid, other -> 0);
            StateMachine role;
            if (rank == Grid.HEAD) {
                role = job.role(rank);
            } else if (rank == grid.command()) {
                role = new ResultGatherer(new ParallelFiles(grid, settings.files()).origins(), true, gathered);
            } else {
                role = new StorageMachine(
                        grid,
                        rank,
                        job.space(),
                        job.view(),
                        job.limits(),
                        job.overlay(),
                        () -> new NodeTable(job.space(), 16));
            }
            machines.add(job.host(Optional.of(role), new FileClients(job, inputs()).on(rank)));
        }
        InMemoryGrid.of(seed, machines).run();
        return gathered;
    }

    private static Inputs inputs() {
        return new Inputs(new Inbox(() -> {}), InputStream.nullInputStream(), null);
    }

    /** What the command rank makes of it. */
    private static final class Gathered implements ResultGatherer.Gathered {
        private final GatheredOutputs outputs;
        private final Summary summary = new Summary();

        Gathered(Settings settings) throws UsageException {
            outputs = GatheredOutputs.open(settings, null, inputs());
        }

        @Override
        public void take(int stream, int channel, byte[] bytes, int offset, int length) {
            if (channel != ResultPiece.WORDS) {
                outputs.take(stream, channel, bytes, offset, length);
            }
        }

        @Override
        public void stands(int stream, long commands, int share) {}

        @Override
        public void ended(int stream, List<Long> figures) {
            summary.add(figures);
            outputs.end(stream, false);
        }

        @Override
        public void conclude() {
            outputs.close(false);
        }
    }
}
