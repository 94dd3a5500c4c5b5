package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The door for clients of Redis, spoken to by ioredis, a client in JavaScript; where scripts/test has fetched it. */
class IoredisIT {
    private static final String TOKEN = "a secret of the test 123";
    private static final Path PACKAGES = Job.ROOT.resolve("target/npm");
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.");
    private static final int OLDEST_NODE = 18;
    private static final Duration LONGEST_CLIENT = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"ioredis5, 2", "ioredis6, 3"})
    void aClientInAnotherLanguageWorksUnchanged(String name, String version) throws Exception {
        requireNode();
        Path token = folder.resolve("token");
        Files.writeString(token, TOKEN + "\n");
        try (Job.Running job = Job.script(
                        "serve", "-np", "5", "--nodes", "7", "--resp", "0", "--token-file", token.toString())
                .deadline(LONGEST_CLIENT)
                .start()) {
            Job.Result client = Job.command(List.of(
                            "node",
                            Job.ROOT.resolve("src/test/npm/ioredis.mjs").toString(),
                            name,
                            version,
                            Integer.toString(Served.port(job, "RESP")),
                            TOKEN))
                    .in(PACKAGES)
                    .deadline(LONGEST_CLIENT)
                    .run();
            assertThat(client.err()).isEmpty();
            assertThat(client.text())
                    .matches("ioredis [0-9.]+, RESP " + version + ": 10000 drawn commands, a walk over 1500 keys\n");
            assertThat(client.exitCode()).isZero();
            assertThat(Served.terminate(job).exitCode()).isEqualTo(Served.TERMINATED);
        }
    }

    /** Skips the test without Node.js, or without the packages that npm fetches. */
    private static void requireNode() throws Exception {
        int version = 0;
        try {
            Process process = new ProcessBuilder("node", "--version").start();
            Matcher told = VERSION.matcher(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            version = process.waitFor() == 0 && told.lookingAt() ? Integer.parseInt(told.group(1)) : 0;
        } catch (IOException e) {
            // There is no Node.js.
        }
        assumeTrue(version >= OLDEST_NODE, "no Node.js from version " + OLDEST_NODE + " on");
        assumeTrue(
                Files.exists(PACKAGES.resolve("node_modules/.package-lock.json")),
                "scripts/test could not fetch ioredis: " + PACKAGES + " lacks it");
    }
}
