package mpjdht.cli;

import static mpjdht.cli.ParsedSettings.error;
import static mpjdht.cli.ParsedSettings.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import mpjdht.cli.Settings.Ids;
import mpjdht.cli.Settings.LoggingLevel;
import mpjdht.cli.Settings.OnError;
import mpjdht.cli.Settings.Progress;
import mpjdht.cli.setting.UsageException;
import mpjdht.command.ResultFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsLayersTest {
    private static final String EXAMPLE = "a JSON object such as {\"timeout\": 8, \"max_nodes\": 65536}";

    @Test
    void aFlagBeatsTheEnvironmentThatTheFileThatTheDefault() throws UsageException {
        Map<String, String> environment = Map.of("DHT_TIMEOUT", "20", "DHT_MAX_NODES", "200");
        String config = "{\"timeout\": 30, \"max_nodes\": 300, \"window\": 30}";
        Settings settings = parse(environment, config, "--timeout", "10", "--config", "c.json", "f.dht");
        assertThat(settings.timeoutSeconds()).isEqualTo(10);
        assertThat(settings.maxNodes()).isEqualTo(200);
        assertThat(settings.window()).contains(30);
        assertThat(settings.nodes()).isEqualTo(1);
    }

    @Test
    void endsSoLongBeforeSlurmDoesAtATimeThatEveryRankIsTold() throws UsageException {
        Map<String, String> slurm = Map.of("SLURM_JOB_END_TIME", "1800000000");
        Settings settings = parse(slurm, "", "--stop-before", "90", "f.dht");

        assertThat(settings.stopAt()).contains(1_799_999_910L);
        assertThat(settings.toArguments())
                .containsSubsequence("--stop-at", "1799999910")
                .doesNotContain("--stop-before");
        assertThat(parse(Map.of(), "", settings.toArguments().toArray(String[]::new))
                        .stopAt())
                .contains(1_799_999_910L);
        assertThat(parse(slurm, "", "f.dht").stopAt()).isEmpty();
        assertThatThrownBy(() -> parse(slurm, "", "--stop-before", "90", "--stop-at", "5", "f.dht"))
                .hasMessage("--stop-before: --stop-at says when already; right is one of the two");
        assertThatThrownBy(() -> parse(slurm, "", "--stop-at", "5", "--parallel", "f.dht"))
                .hasMessage(
                        "--stop-at: files that run at the same time run to their ends; right is --parallel without it");
        assertThatThrownBy(() -> parse(Map.of("SLURM_JOB_END_TIME", "soon"), "", "--stop-before", "90", "f.dht"))
                .hasMessageStartingWith("--stop-before: SLURM_JOB_END_TIME does not say in seconds when the job ends");
    }

    @Test
    void readsEachVariableOfTheEnvironmentAndPassesOverEmptyOnes() throws UsageException {
        Map<String, String> environment = Map.of(
                "DHT_HASH_SIZE", "32",
                "DHT_REPLICATION_FACTOR", "3",
                "DHT_ROUTING", "chord",
                "DHT_SUCCESSORS", "5",
                "DHT_TIMEOUT", "",
                "DHT_MAX_NODES", "99",
                "DHT_LOGGING_LEVEL", "debug",
                "DHT_OTHER", "x");
        Settings settings = parse(environment, "", "--ids", "sha1", "f.dht");
        assertThat(settings.hashSizeBits()).isEqualTo(32);
        assertThat(settings.replicas()).isEqualTo(3);
        assertThat(settings.timeoutSeconds()).isEqualTo(8);
        assertThat(settings.maxNodes()).isEqualTo(99);
        assertThat(settings.routing()).isEqualTo(Settings.Routing.CHORD);
        assertThat(settings.successors()).isEqualTo(5);
        assertThat(settings.loggingLevel()).isEqualTo(LoggingLevel.DEBUG);
    }

    @Test
    void readsEveryKeyOfAConfigurationFileWithHyphensOrUnderscores() throws UsageException {
        String config = """
                {"ids": "xxh3", "hash_size": 16, "replication_factor": 3, "min_replicas": 2, "consistency": "linearizable", "timeout": "4", "max-nodes": 50,
                 "logging_level": "info", "nodes": 2, "routing": "ring", "format": "classic", "output": "o",
                 "check": "c", "history": "h", "on_error": "continue", "dry_run": false, "window": 9, "verbose": false, "quiet": true,
                 "progress": "always", "show_stack_traces": true}
                """;
        Settings settings = parse(Map.of(), config, "--config", "c.json", "f.dht");
        assertThat(settings.ids()).isEqualTo(Ids.XXH3);
        assertThat(settings.hashSizeBits()).isEqualTo(16);
        assertThat(settings.replicas()).isEqualTo(3);
        assertThat(settings.minReplicas()).isEqualTo(2);
        assertThat(settings.timeoutSeconds()).isEqualTo(4);
        assertThat(settings.maxNodes()).isEqualTo(50);
        assertThat(settings.loggingLevel()).isEqualTo(LoggingLevel.INFO);
        assertThat(settings.nodes()).isEqualTo(2);
        assertThat(settings.routing()).isEqualTo(Settings.Routing.RING);
        assertThat(settings.format()).isEqualTo(ResultFormat.CLASSIC);
        assertThat(settings.output()).contains(Path.of("o"));
        assertThat(settings.check()).contains(Path.of("c"));
        assertThat(settings.history()).contains(Path.of("h"));
        assertThat(settings.onError()).isEqualTo(OnError.CONTINUE);
        assertThat(settings.window()).contains(9);
        assertThat(settings.isQuiet()).isTrue();
        assertThat(settings.progress()).isEqualTo(Progress.ALWAYS);
        assertThat(settings.showsStackTraces()).isTrue();
    }

    @Test
    void verboseAndQuietSetTheLoggingLevelUnlessItIsNamedAsStrongly() throws UsageException {
        assertThat(parse("--verbose f").loggingLevel()).isEqualTo(LoggingLevel.INFO);
        assertThat(parse("--quiet f").loggingLevel()).isEqualTo(LoggingLevel.ERROR);
        assertThat(parse("--quiet --logging-level debug f").loggingLevel()).isEqualTo(LoggingLevel.DEBUG);
        assertThat(parse(Map.of("DHT_LOGGING_LEVEL", "debug"), "", "--quiet", "f")
                        .loggingLevel())
                .isEqualTo(LoggingLevel.ERROR);
    }

    @Test
    void aFlagThatChoosesTheCircleSetsAsideWhatAFileSaysOfTheOtherKind() throws UsageException {
        String config = "{\"ids\": \"sha1\", \"hash_size\": 32}";
        assertThat(parse(Map.of(), config, "--config", "c", "--ids", "direct", "f")
                        .highestId())
                .isEqualTo(1000);
        assertThat(parse(Map.of(), "{\"max_id\": 5}", "--config", "c", "--ids", "xxh3", "f")
                        .hashSizeBits())
                .isEqualTo(64);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheConfigurationFile() throws UsageException {
        assertThat(parse(Map.of(), "\uFEFF{\"timeout\": 30}", "--config", "c.json", "f")
                        .timeoutSeconds())
                .isEqualTo(30);
    }

    @Test
    void namesTheVariableThatIsWrong() {
        assertThat(error(Map.of("DHT_TIMEOUT", "soon"), "", "f"))
                .isEqualTo("DHT_TIMEOUT: 'soon' is not a whole number; right is a whole number from 4 to 86400");
        assertThat(error(Map.of("DHT_REPLICATION_FACTOR", "65"), "", "f"))
                .isEqualTo("DHT_REPLICATION_FACTOR: 65 is out of range; right is a whole number from 1 to 64");
        assertThat(error(Map.of("DHT_HASH_SIZE", "64"), "", "f")).startsWith("DHT_HASH_SIZE: a direct circle");
    }

    static Stream<Arguments> configErrors() {
        return Stream.of(
                arguments(
                        "{\"windw\": 1}",
                        ": windw: unknown key; right is the name of an option that --help lists, or replication_factor"),
                arguments(
                        "{\"config\": \"x\"}",
                        ": config: unknown key; right is the name of an option that --help lists, or replication_factor"),
                arguments("{\"window\": 0}", ": window: 0 is out of range; right is a whole number from 1 to 1048576"),
                arguments(
                        "{\"window\": 1.5}",
                        ": window: '1.5' is not a whole number; right is a whole number from 1 to 1048576"),
                arguments("{\"window\": null}", ": window: 'null' is the wrong kind; right is a number or a string"),
                arguments("{\"window\": [1]}", ": window: a list is the wrong kind; right is a number or a string"),
                arguments("{\"window\": {}}", ": window: an object is the wrong kind; right is a number or a string"),
                arguments("{\"verbose\": \"yes\"}", ": verbose: 'yes' is the wrong kind; right is true or false"),
                arguments(
                        "{\"max_nodes\": 1, \"max-nodes\": 2}",
                        ": max-nodes: set twice in this file; right is --max-nodes under one name"),
                arguments("{} {}", ":1:4: something follows the JSON object; right is one object alone"),
                arguments("{}\n1", ":2:1: something follows the JSON object; right is one object alone"),
                arguments("[1]", ": not a JSON object; right is " + EXAMPLE),
                arguments("", ": not a JSON object; right is " + EXAMPLE));
    }

    @ParameterizedTest
    @MethodSource("configErrors")
    void namesTheFileAndTheKeyThatIsWrong(String config, String message) {
        assertThat(error(Map.of(), config, "--config c.json f")).isEqualTo("c.json" + message);
    }

    @Test
    void namesThePlaceWhereAFileIsNotJson() {
        assertThat(error(Map.of(), "{\n \"window\" 1}", "--config c.json f"))
                .startsWith("c.json:2:")
                .contains("not JSON")
                .endsWith("; right is " + EXAMPLE)
                .doesNotContain("\n");
    }

    @Test
    void saysWhyAConfigurationFileCannotBeRead() {
        assertThat(readError(new NoSuchFileException("c"))).isEqualTo("c: no such file; right is " + EXAMPLE);
        assertThat(readError(new AccessDeniedException("c"))).isEqualTo("c: permission denied; right is " + EXAMPLE);
        assertThat(readError(new IOException("disk"))).isEqualTo("c: cannot be read: disk; right is " + EXAMPLE);
    }

    private static String readError(IOException cause) {
        SettingsParser parser = new SettingsParser(Map.of(), file -> {
            throw cause;
        });
        return catchThrowableOfType(UsageException.class, () -> parser.parse("--config", "c", "f"))
                .getMessage();
    }

    @Test
    void readsAConfigurationFileFromTheDiskUpToALimit(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("c.json"), "{\"window\": 5}");
        SettingsParser parser = new SettingsParser(Map.of());
        assertThat(parser.parse("--config", file.toString(), "f").window()).contains(5);

        Files.write(file, new byte[ConfigFile.MAX_BYTES + 1]);
        assertThat(catchThrowableOfType(UsageException.class, () -> parser.parse("--config", file.toString(), "f")))
                .hasMessageContaining("longer than 1048576 B");
        assertThat(catchThrowableOfType(UsageException.class, () -> parser.parse("--config", "\0", "f")))
                .hasMessageContaining("no file name");
        assertThat(catchThrowableOfType(UsageException.class, () -> parser.parse("--config", folder.toString(), "f")))
                .hasMessage(folder + ": cannot be read: it is a folder; right is " + EXAMPLE);
    }
}
