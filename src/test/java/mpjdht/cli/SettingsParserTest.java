package mpjdht.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import mpjdht.cli.Settings.Action;
import mpjdht.cli.Settings.Ids;
import mpjdht.cli.Settings.LoggingLevel;
import mpjdht.cli.Settings.OnError;
import mpjdht.cli.Settings.Progress;
import mpjdht.command.Limits;
import mpjdht.command.ResultFormat;
import mpjdht.runtime.DescriptorNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsParserTest {
    private static final String EXAMPLE = "a JSON object such as {\"timeout\": 8, \"max_nodes\": 65536}";

    private static Settings parse(Map<String, String> environment, String config, String... arguments)
            throws UsageException {
        return new SettingsParser(environment, file -> config).parse(arguments);
    }

    private static Settings parse(String line) throws UsageException {
        return parse(Map.of(), "{}", line.split(" "));
    }

    private static String error(Map<String, String> environment, String config, String line) {
        UsageException error =
                catchThrowableOfType(UsageException.class, () -> parse(environment, config, line.split(" ")));
        assertThat(error).as(line).isNotNull();
        return error.getMessage();
    }

    @Test
    void hasADefaultForEverything() throws UsageException {
        Settings settings = parse("f.dht");
        assertThat(settings.action()).isEqualTo(Action.RUN);
        assertThat(settings.ids()).isEqualTo(Ids.DIRECT);
        assertThat(settings.lowestId()).isEqualTo(1);
        assertThat(settings.highestId()).isEqualTo(1000);
        assertThat(settings.nodes()).isEqualTo(1);
        assertThat(settings.maxNodes()).isEqualTo(65_536);
        assertThat(settings.routing()).isEqualTo(Settings.Routing.ONE_HOP);
        assertThat(settings.replicas()).isEqualTo(1);
        assertThat(settings.format()).isEqualTo(ResultFormat.TEXT);
        assertThat(settings.output()).isEmpty();
        assertThat(settings.check()).isEmpty();
        assertThat(settings.onError()).isEqualTo(OnError.STOP);
        assertThat(settings.isDryRun()).isFalse();
        assertThat(settings.window()).isEmpty();
        assertThat(settings.isVerbose()).isFalse();
        assertThat(settings.isQuiet()).isFalse();
        assertThat(settings.progress()).isEqualTo(Progress.AUTO);
        assertThat(settings.timeoutSeconds()).isEqualTo(8);
        assertThat(settings.loggingLevel()).isEqualTo(LoggingLevel.WARN);
        assertThat(settings.showsStackTraces()).isFalse();
        assertThat(settings.files()).containsExactly("f.dht");
    }

    @Test
    void takesEveryOptionFromTheCommandLine() throws UsageException {
        Settings settings = parse("--ids direct --max-id 9223372036854775807 --nodes 3 --max-nodes 5 --routing chord"
                + " --successors 7 --replicas 1 --format json --output out --check expected --on-error continue --window 7 --timeout 9"
                + " --verbose --progress never --logging-level debug --show-stack-traces a.dht - b.dht");
        assertThat(settings.highestId()).isEqualTo(Long.MAX_VALUE);
        assertThat(settings.nodes()).isEqualTo(3);
        assertThat(settings.maxNodes()).isEqualTo(5);
        assertThat(settings.routing()).isEqualTo(Settings.Routing.CHORD);
        assertThat(settings.successors()).isEqualTo(7);
        assertThat(settings.format()).isEqualTo(ResultFormat.JSON);
        assertThat(settings.output()).contains(Path.of("out"));
        assertThat(settings.check()).contains(Path.of("expected"));
        assertThat(settings.onError()).isEqualTo(OnError.CONTINUE);
        assertThat(settings.window()).contains(7);
        assertThat(settings.timeoutSeconds()).isEqualTo(9);
        assertThat(settings.isVerbose()).isTrue();
        assertThat(settings.progress()).isEqualTo(Progress.NEVER);
        assertThat(settings.loggingLevel()).isEqualTo(LoggingLevel.DEBUG);
        assertThat(settings.showsStackTraces()).isTrue();
        assertThat(settings.files()).containsExactly("a.dht", "-", "b.dht");
    }

    @Test
    void takesOptionsBetweenFilesAndAfterAnEqualsSignAndTheLastOfTwo() throws UsageException {
        Settings settings = parse("a.dht --window=3 b.dht --window 4 --dry-run --output - -- --c");
        assertThat(settings.window()).contains(4);
        assertThat(settings.isDryRun()).isTrue();
        assertThat(settings.output()).isEmpty();
        assertThat(settings.files()).containsExactly("a.dht", "b.dht", "--c");
    }

    @ParameterizedTest
    @CsvSource({
        "--ids sha1, 160, 18446744073709551615",
        "--ids xxh3, 64, 18446744073709551615",
        "--ids sha1 --hash-size 8, 8, 255",
        "--ids xxh3 --hash-size 63, 63, 9223372036854775807",
        "--ids sha1 --hash-size 65, 65, 18446744073709551615"
    })
    void aHashedCircleHasItsBits(String options, int bits, String highestId) throws UsageException {
        Settings settings = parse(options + " f.dht");
        assertThat(settings.hashSizeBits()).isEqualTo(bits);
        assertThat(settings.limits(3)).isEqualTo(new Limits(3, 0, Long.parseUnsignedLong(highestId)));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "4, 2", "5, 3", "1000, 10", "1024, 10", "1025, 11", "10000, 14"})
    void aSuccessorListIsAsLongAsTheLogarithmOfTheNodesUnlessItIsSet(int nodes, int successors) throws UsageException {
        Settings settings = parse("--ids sha1 --routing chord --nodes " + nodes + " f.dht");
        assertThat(settings.successors()).isEqualTo(successors);
    }

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
    void readsEachVariableOfTheEnvironmentAndPassesOverEmptyOnes() throws UsageException {
        Map<String, String> environment = Map.of(
                "DHT_HASH_SIZE", "32",
                "DHT_REPLICATION_FACTOR", "1",
                "DHT_ROUTING", "chord",
                "DHT_SUCCESSORS", "5",
                "DHT_TIMEOUT", "",
                "DHT_MAX_NODES", "99",
                "DHT_LOGGING_LEVEL", "debug",
                "DHT_OTHER", "x");
        Settings settings = parse(environment, "", "--ids", "sha1", "f.dht");
        assertThat(settings.hashSizeBits()).isEqualTo(32);
        assertThat(settings.timeoutSeconds()).isEqualTo(8);
        assertThat(settings.maxNodes()).isEqualTo(99);
        assertThat(settings.routing()).isEqualTo(Settings.Routing.CHORD);
        assertThat(settings.successors()).isEqualTo(5);
        assertThat(settings.loggingLevel()).isEqualTo(LoggingLevel.DEBUG);
    }

    @Test
    void readsEveryKeyOfAConfigurationFileWithHyphensOrUnderscores() throws UsageException {
        String config = """
                {"ids": "xxh3", "hash_size": 16, "replication_factor": 1, "timeout": "4", "max-nodes": 50,
                 "logging_level": "info", "nodes": 2, "routing": "ring", "format": "classic", "output": "o",
                 "check": "c", "on_error": "continue", "dry_run": false, "window": 9, "verbose": false, "quiet": true,
                 "progress": "always", "show_stack_traces": true}
                """;
        Settings settings = parse(Map.of(), config, "--config", "c.json", "f.dht");
        assertThat(settings.ids()).isEqualTo(Ids.XXH3);
        assertThat(settings.hashSizeBits()).isEqualTo(16);
        assertThat(settings.timeoutSeconds()).isEqualTo(4);
        assertThat(settings.maxNodes()).isEqualTo(50);
        assertThat(settings.loggingLevel()).isEqualTo(LoggingLevel.INFO);
        assertThat(settings.nodes()).isEqualTo(2);
        assertThat(settings.routing()).isEqualTo(Settings.Routing.RING);
        assertThat(settings.format()).isEqualTo(ResultFormat.CLASSIC);
        assertThat(settings.output()).contains(Path.of("o"));
        assertThat(settings.check()).contains(Path.of("c"));
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
    void helpAndVersionNeedNothingElse() throws UsageException {
        assertThat(parse("--help").action()).isEqualTo(Action.SHOW_HELP);
        assertThat(parse("-h").action()).isEqualTo(Action.SHOW_HELP);
        assertThat(parse("--version").action()).isEqualTo(Action.SHOW_VERSION);
        assertThat(parse("--version --help --window x").action()).isEqualTo(Action.SHOW_HELP);
    }

    static Stream<Arguments> usageErrors() {
        return Stream.of(
                arguments(
                        "--dry-run",
                        "FILE: no command file; right is dht [options] FILE..., where - is standard input"),
                arguments("--windo 3 f", "--windo: unknown option; right is one of those that --help lists"),
                arguments("-x f", "-x: unknown option; right is one of those that --help lists"),
                arguments(
                        "--consistency linearizable f",
                        "--consistency: unknown option; right is one of those that --help lists"),
                arguments("--verbose=yes f", "--verbose=yes: unknown option; right is one of those that --help lists"),
                arguments("f --window", "--window: no value; right is --window N"),
                arguments("--window --quiet f", "--window: no value; right is --window N"),
                arguments("--window 0 f", "--window: 0 is out of range; right is a whole number from 1 to 1048576"),
                arguments(
                        "--window 1048577 f",
                        "--window: 1048577 is out of range; right is a whole number from 1 to 1048576"),
                arguments(
                        "--window ten f",
                        "--window: 'ten' is not a whole number; right is a whole number from 1 to 1048576"),
                arguments(
                        "--window -1 f",
                        "--window: '-1' is not a whole number; right is a whole number from 1 to 1048576"),
                arguments("--ids md5 f", "--ids: 'md5' is no choice; right is direct, sha1 or xxh3"),
                arguments("--ids DIRECT f", "--ids: 'DIRECT' is no choice; right is direct, sha1 or xxh3"),
                arguments(
                        "--max-id 0 f",
                        "--max-id: 0 is out of range; right is a whole number from 1 to 9223372036854775807"),
                arguments(
                        "--max-id 9223372036854775808 f",
                        "--max-id: 9223372036854775808 is out of range; right is a whole number from 1 to 9223372036854775807"),
                arguments(
                        "--ids sha1 --hash-size 7 f",
                        "--hash-size: 7 is out of range; right is a whole number from 8 to 160"),
                arguments(
                        "--ids sha1 --hash-size 161 f",
                        "--hash-size: 161 is out of range; right is a whole number from 8 to 160"),
                arguments(
                        "--ids xxh3 --hash-size 65 f",
                        "--hash-size: 65 is out of range; right is a whole number from 8 to 64"),
                arguments(
                        "--hash-size 32 f",
                        "--hash-size: a direct circle has no hash size; right is --ids sha1 or xxh3 with it, or --max-id"),
                arguments(
                        "--ids sha1 --max-id 5 f",
                        "--max-id: a hashed circle has no highest id to set; right is --hash-size"),
                arguments("--nodes 0 f", "--nodes: 0 is out of range; right is a whole number from 1 to 1048576"),
                arguments(
                        "--nodes 1048577 --max-nodes 1048576 --ids xxh3 f",
                        "--nodes: 1048577 is out of range; right is a whole number from 1 to 1048576"),
                arguments(
                        "--max-nodes 1000000000000 f",
                        "--max-nodes: 1000000000000 is out of range; right is a whole number from 1 to 1048576"),
                arguments(
                        "--nodes 6 --max-nodes 5 f", "--nodes: 6 is more than --max-nodes allows; right is at most 5"),
                arguments("--nodes 1001 f", "--nodes: 1001 is more than the circle has ids; right is at most 1000"),
                arguments(
                        "--ids xxh3 --hash-size 8 --nodes 257 f",
                        "--nodes: 257 is more than the circle has ids; right is at most 256"),
                arguments("--routing hop f", "--routing: 'hop' is no choice; right is one-hop, ring or chord"),
                arguments(
                        "--routing ring --successors 3 f",
                        "--successors: only Chord's nodes keep successor lists; right is --routing chord with it"),
                arguments(
                        "--routing chord --successors 0 f",
                        "--successors: 0 is out of range; right is a whole number from 1 to 128"),
                arguments("--replicas 2 f", "--replicas: '2' is not in this version; right is 1"),
                arguments("--timeout 3 f", "--timeout: 3 is out of range; right is a whole number from 4 to 86400"),
                arguments("--format xml f", "--format: 'xml' is no choice; right is text, handout, classic or json"),
                arguments("--on-error skip f", "--on-error: 'skip' is no choice; right is stop or continue"),
                arguments("--progress 1 f", "--progress: '1' is no choice; right is auto, always or never"),
                arguments(
                        "--logging-level loud f",
                        "--logging-level: 'loud' is no choice; right is error, warn, info or debug"),
                arguments("--verbose --quiet f", "--quiet: set together with --verbose; right is one of the two"),
                arguments(
                        "--dry-run --check e f",
                        "--check: a dry run has no results to compare; right is one of the two"),
                arguments(
                        "--output /dev/fd/3 f",
                        "--output: /dev/fd/3 is not one of your descriptors here; right is a file, or - for standard output"),
                arguments(
                        "--output /dev/stderr f",
                        "--output: /dev/stderr is not one of your descriptors here; right is a file, or - for standard output"),
                arguments(
                        "--check /proc/self/fd/3 f",
                        "--check: /proc/self/fd/3 is not one of your descriptors here; right is a file, or - for standard input"),
                arguments(
                        "--config /dev/fd/3 f",
                        "--config: /dev/fd/3 is not one of your descriptors here; right is a file, or - for standard input"),
                arguments(
                        "/dev/fd/3",
                        "FILE: /dev/fd/3 is not one of your descriptors here; right is a file, or - for standard input"),
                arguments("/dev/stdin -", "-: standard input twice; right is to name it once"),
                arguments("--check /dev/fd/0 -", "-: standard input twice; right is to name it once"),
                arguments("--output= f", "--output: the name is empty; right is the name of a file"),
                arguments("--check \0 f", "--check: '?' is no file name; right is the name of a file"),
                arguments("--output o \0", "FILE: '?' is no file name; right is a command file"),
                arguments("- -", "-: standard input twice; right is to name it once"));
    }

    @ParameterizedTest
    @MethodSource("usageErrors")
    void saysInOneLineWhereAndWhatAndWhatWouldBeRight(String line, String message) {
        assertThat(error(Map.of(), "{}", line)).isEqualTo(message);
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
        assertThat(error(Map.of("DHT_REPLICATION_FACTOR", "3"), "", "f"))
                .isEqualTo("DHT_REPLICATION_FACTOR: '3' is not in this version; right is 1");
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
    void knowsTheStandardStreamsUnderTheirOtherNames() throws UsageException {
        Settings settings = new SettingsParser(Map.of()).parse("--output", "/dev/stdout", "/proc/self/fd/0", "f");

        assertThat(settings.output()).isEmpty();
        assertThat(settings.files()).containsExactly("-", "f");
        assertThat(settings.readsStandardInput()).isTrue();
        assertThat(new SettingsParser(Map.of())
                        .parse("--check", "/dev/stdin", "f")
                        .readsStandardInput())
                .isTrue();
    }

    @Test
    void takesADescriptorThatTheUserHasOpened() throws UsageException {
        System.setProperty(DescriptorNames.INHERITED, "63,62");
        try {
            Settings settings = new SettingsParser(Map.of()).parse("--output", "/dev/fd/63", "/dev/fd/62");

            assertThat(settings.output()).contains(Path.of("/dev/fd/63"));
            assertThat(settings.files()).containsExactly("/dev/fd/62");
            assertThat(error(Map.of(), "{}", "/dev/fd/6")).contains("is not one of your descriptors");
        } finally {
            System.clearProperty(DescriptorNames.INHERITED);
        }
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

    @Test
    void helpShowsEveryOptionWithinAHundredColumns() {
        String help = SettingsParser.helpText();
        assertThat(help.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(help).endsWith("\n").startsWith("usage: ");
        OptionTable.list().forEach(option -> assertThat(help).contains(" --" + option.getLongOpt() + " "));
        OptionTable.ENVIRONMENT.keySet().forEach(variable -> assertThat(help).contains(variable));
    }
}
