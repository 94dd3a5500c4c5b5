package mpjdht.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EXPORT and IMPORT on real ranks: the same table on every grid, and whole files or none. */
class TablesIT {
    private static final int KEYS = 2_000;
    private static final int LARGE = 1 << 20;
    private static final int KEYS_TO_BE_KILLED = 12_000;

    @TempDir
    private Path folder;

    private final Map<String, String> table = new TreeMap<>();

    private Job dht(String arguments) {
        return Job.dht(arguments.split(" ")).in(folder);
    }

    private Job.Result run(String arguments) {
        return dht(arguments).run();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text, ISO_8859_1);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** PUTs of keys and values of any bytes, some of them large. */
    private String puts(int keys, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < keys; i++) {
            String key = i % 3 == 0 ? bytes(random, 1 + random.nextInt(9)) : "key" + i;
            String value = bytes(random, i % 500 == 0 ? random.nextInt(LARGE) : random.nextInt(20));
            table.put(key, value);
            text.append("PUT ")
                    .append(quoted(key))
                    .append(' ')
                    .append(quoted(value))
                    .append('\n');
        }
        return text.toString();
    }

    /** Text whose characters are bytes. */
    private static String bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }

    private static String quoted(String bytes) {
        StringBuilder text = new StringBuilder("\"");
        bytes.chars().forEach(one -> text.append("\\x")
                .append(Character.forDigit(one >> 4, 16))
                .append(Character.forDigit(one & 15, 16)));
        return text.append('"').toString();
    }

    private long bytes() {
        return table.entrySet().stream()
                .mapToLong(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
    }

    /** What is in a file of JSON lines, in its order. */
    private List<Map.Entry<String, String>> entries(String name) throws IOException {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(name))) {
            Map<String, Object> members = JSON.std.mapFrom(line);
            entries.add(Map.entry(member("key", members), member("value", members)));
        }
        return entries;
    }

    private static String member(String name, Map<String, Object> members) {
        Object text = members.get(name);
        byte[] bytes = text == null
                ? Base64.getDecoder().decode((String) members.get(name + "_base64"))
                : ((String) text).getBytes(UTF_8);
        return new String(bytes, ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--device multicore",
                "--device niodev -np 4",
                "--replicas 3 --nodes 6",
                "--consistency eventual --replicas 3 --nodes 6",
                "--consistency eventual --replicas 3 --nodes 6 --conflicts siblings",
                "--clients 3 --nodes 4 --window 50",
                "--routing chord --nodes 20 --ids sha1",
                "--routing flood --nodes 12 --window 1000"
            })
    void aTableIsTheSameOnEveryGrid(String options) throws IOException {
        write("puts", puts(KEYS, new Random(3)));
        Job.Result job = run(options + " --quiet --export any.dht puts");
        Job.Result sorted = run(options + " --quiet --import any.dht --export sorted.jsonl --sorted");

        assertThat(job.err() + sorted.err()).isEmpty();
        String told = " -> " + table.size() + " keys, " + bytes() + " B\n";
        assertThat(job.text()).isEqualTo("EXPORT any.dht" + told);
        assertThat(sorted.text()).isEqualTo("IMPORT any.dht" + told + "EXPORT sorted.jsonl" + told);
        assertThat(entries("sorted.jsonl")).isEqualTo(List.copyOf(table.entrySet()));
    }

    @Test
    void aHistoryHasWhatATableTookAndGave() throws IOException {
        write("puts", puts(200, new Random(1)));
        write("more", "IMPORT a.jsonl\nGET key1\nDELETE key1\nEXPORT b.jsonl\nGET key1\n");
        run("export a.jsonl --quiet puts");

        Job.Result job = run("--quiet --history h --clients 2 more");

        assertThat(job.err()).isEmpty();
        assertThat(Job.script("check-history", "h").in(folder).run().text()).isEqualTo("h\tlinearizable\n");
        assertThat(Files.readAllLines(folder.resolve("h")).stream().filter(line -> line.contains("\"invoke\"")))
                .hasSizeGreaterThan(2 * 190);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aValueInPiecesIsPutTogetherInTheirOrder(int clients) throws IOException {
        StringBuilder pieces = new StringBuilder();
        StringBuilder whole = new StringBuilder();
        for (int i = 100; i < 400; i++) {
            pieces.append("PUT k" + i + " a\nAPPEND k" + i + " b\nAPPEND k" + i + " c\n");
            whole.append("PUT k" + i + " abc\n");
        }
        write("pieces", pieces.toString());

        Job.Result job = run("--quiet --nodes 6 --clients " + clients + " --import pieces --export whole --sorted");

        assertThat(job.text()).startsWith("IMPORT pieces -> 300 keys, 2100 B\n");
        assertThat(folder.resolve("whole")).hasContent(whole.toString());
    }

    @Test
    void severalValuesSideBySideAreWrittenAsJsonAlone() throws IOException {
        write("one", "PUT k a\nWAIT 300\nSYNC\nEXPORT t.jsonl\nEXPORT t.dht\n");
        write("other", "PUT k b\n");

        Job.Result job =
                run("--quiet --parallel --consistency eventual --conflicts siblings --replicas 3 --nodes 6 one other");

        assertThat(job.exitCode()).isEqualTo(1);
        assertThat(job.err())
                .contains("one:5:8: error: 'k' has several values side by side, which commands cannot tell; right is");
        assertThat(folder.resolve("t.jsonl"))
                .content()
                .matches("\\{\"key\":\"k\",\"siblings\":\\[\\{\"value\":\"[ab]\"},\\{\"value\":\"[ab]\"}]}\n");
        assertThat(names()).containsExactly("one", "other", "t.jsonl");
        assertThat(run("import t.jsonl").err())
                .startsWith("t.jsonl:1:12: error: the key has several values side by side");
    }

    @Test
    void aTableThatLacksAKeyIsNotWritten() throws IOException {
        write(
                "lost",
                "ADD 1 300\nADD 2 600\nPUT 100 a\nPUT 500 b\nPUT 900 c\nCRASH RANK 1\nCRASH RANK 2\nEXPORT t\nGET 900\n");

        Job.Result job = run("--quiet --replicas 2 --timeout 4 --on-error continue lost");

        assertThat(job.err())
                .startsWith(
                        "lost:8:8: error: EXPORT to 't' failed: every copy of some keys is lost, or cannot be reached;")
                .hasLineCount(1);
        assertThat(job.exitCode()).isEqualTo(1);
        assertThat(job.text()).contains("GET 900 -> c");
        assertThat(names()).containsExactly("lost");
    }

    @Test
    void aDiskThatIsFullLeavesWhatWasThere() throws IOException {
        write("puts", puts(KEYS, new Random(2)));
        write("table", "before");

        Job.Result job = Job.script(
                        List.of("bash", "-c", "ulimit -f 100; exec \"$@\"", "bash"), "dht", "export", "table", "puts")
                .in(folder)
                .run();

        assertThat(job.err())
                .contains("table: error: EXPORT to 'table' failed: File too large; right is a file below the working"
                        + " folder that can be written\n");
        assertThat(job.exitCode()).isEqualTo(1);
        assertThat(folder.resolve("table")).hasContent("before");
        assertThat(names()).containsExactly("puts", "table");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multicore", "niodev -np 3"})
    void aJobThatIsKilledLeavesWhatWasThere(String device) throws IOException {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, KEYS_TO_BE_KILLED).forEach(i -> text.append("PUT k" + i + " " + i + "\n"));
        write("puts", text.toString());
        write("slow", "IMPORT puts\nEXPORT table\n");
        write("table", "before");

        try (Job.Running job =
                dht("--device " + device + " --clients 1 --window 1 slow").start()) {
            while (job.process().isAlive() && names().stream().noneMatch(name -> name.endsWith(".part"))) {
                Thread.onSpinWait();
            }
            job.processes().forEach(ProcessHandle::destroyForcibly);
        }

        assertThat(folder.resolve("table")).hasContent("before");
        assertThat(names()).hasSize(4).anyMatch(name -> name.matches("\\.mpj-dht\\.\\d+(\\.\\d+)?\\.part"));
    }

    @Test
    void aJobThatIsToldToEndLeavesNothing() throws IOException {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, KEYS_TO_BE_KILLED).forEach(i -> text.append("PUT k" + i + " " + i + "\n"));
        write("puts", text.toString());
        write("slow", "IMPORT puts\nEXPORT table\n");

        try (Job.Running job = dht("--window 1 slow").start()) {
            while (job.process().isAlive() && names().stream().noneMatch(name -> name.endsWith(".part"))) {
                Thread.onSpinWait();
            }
            job.process().toHandle().destroy();
            Job.Result ended = job.await();
            assertThat(ended.exitCode()).isEqualTo(143);
            assertThat(ended.err())
                    .contains(
                            "slow:2:8: error: EXPORT to 'table' was broken off, because the job was told to end; right is to"
                                    + " run it again\n");
        }

        assertThat(names()).containsExactly("puts", "slow");
    }

    @Test
    void nothingLeadsOutOfTheWorkingFolder() throws IOException {
        Files.createSymbolicLink(folder.resolve("out"), Path.of("/etc"));
        write(
                "leads",
                "EXPORT ../x\nEXPORT /tmp/x\nIMPORT /etc/passwd\nIMPORT out/passwd\nEXPORT out/x\nPUT a 1\nGET a\n");

        Job.Result job = run("--quiet --on-error continue leads");

        List<String> expected = new ArrayList<>();
        for (String[] wrong : new String[][] {{"1", "../x"}, {"2", "/tmp/x"}, {"3", "/etc/passwd"}}) {
            expected.add("leads:" + wrong[0] + ":8: error: '" + wrong[1]
                    + "' leads out of the working folder; right is a path from there on, without .. in it");
        }
        expected.add(
                "leads:4:8: error: IMPORT of 'out/passwd' failed: a link leads out of the working folder; right is a"
                        + " file below the working folder that can be read");
        expected.add(
                "leads:5:8: error: EXPORT to 'out/x' failed: a link leads out of the working folder; right is a file"
                        + " below the working folder that can be written");
        assertThat(job.err().lines()).containsExactlyElementsOf(expected);
        assertThat(job.exitCode()).isEqualTo(2);
        assertThat(job.text()).startsWith("GET a -> 1");
        assertThat(run("--export ../x leads").err())
                .isEqualTo("mpj-dht: --export: '../x' leads out of the working folder; right is a path from there on,"
                        + " without .. in it\n");
        Files.delete(folder.resolve("out"));
    }

    @Test
    void whoseFolderIsNoTextHasTablesThere() throws IOException {
        write("puts", "PUT a 1\n");
        String inFolder = "mkdir -p $'\\xff' && cp puts $'\\xff' && cd $'\\xff' && ";

        Job.Result job = Job.command(List.of(
                        "bash",
                        "-c",
                        inFolder + Job.ROOT.resolve("scripts/dht") + " export t.dht --quiet puts; cat t.dht"))
                .in(folder)
                .run();
        Job.command(List.of("bash", "-c", "rm -r $'\\xff'")).in(folder).run();

        assertThat(job.text()).isEqualTo("EXPORT t.dht -> 1 key, 2 B\nPUT a 1\n");
    }
}
