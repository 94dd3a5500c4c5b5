package mpjdht.cli;

import static mpjdht.cli.ParsedSettings.error;
import static mpjdht.cli.ParsedSettings.parse;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import mpjdht.cli.Settings.Action;
import mpjdht.cli.Settings.Ids;
import mpjdht.cli.Settings.LoggingLevel;
import mpjdht.cli.Settings.OnError;
import mpjdht.cli.Settings.Progress;
import mpjdht.cli.setting.UsageException;
import mpjdht.command.Limits;
import mpjdht.command.ResultFormat;
import mpjdht.command.TableFile;
import mpjdht.command.Verb;
import mpjdht.runtime.DescriptorNames;
import mpjdht.runtime.transfer.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsParserTest {
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
        assertThat(settings.history()).isEmpty();
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
                + " --successors 7 --replicas 1 --format json --output out --check expected --history h --on-error continue --window 7 --timeout 9"
                + " --verbose --progress never --logging-level debug --show-stack-traces a.dht - b.dht");
        assertThat(settings.highestId()).isEqualTo(Long.MAX_VALUE);
        assertThat(settings.nodes()).isEqualTo(3);
        assertThat(settings.maxNodes()).isEqualTo(5);
        assertThat(settings.routing()).isEqualTo(Settings.Routing.CHORD);
        assertThat(settings.successors()).isEqualTo(7);
        assertThat(settings.format()).isEqualTo(ResultFormat.JSON);
        assertThat(settings.output()).contains(Path.of("out"));
        assertThat(settings.check()).contains(Path.of("expected"));
        assertThat(settings.history()).contains(Path.of("h"));
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

    @Test
    void tablesAreOrderedBesideFilesOrWithout() throws UsageException {
        Settings settings = parse("--import a.jsonl --export=b --sorted");

        assertThat(settings.files()).isEmpty();
        assertThat(settings.importOrder())
                .contains(new Order(Verb.IMPORT, new TableFile("a.jsonl", TableFile.Format.JSON_LINES), false));
        assertThat(settings.exportOrder())
                .contains(new Order(Verb.EXPORT, new TableFile("b", TableFile.Format.COMMANDS), true));
        assertThat(parse("f").importOrder()).isEmpty();
        assertThat(parse("f").exportOrder()).isEmpty();
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
    void aKeyHasSeveralCopiesWhereItIsToHaveThem() throws UsageException {
        Settings settings = parse("--replicas 3 --min-replicas 2 --consistency linearizable f.dht");
        assertThat(settings.replicas()).isEqualTo(3);
        assertThat(settings.minReplicas()).isEqualTo(2);
        assertThat(settings.keepsCopies()).isTrue();
        assertThat(parse("--replicas 64 --min-replicas 64 f.dht").minReplicas()).isEqualTo(64);
        assertThat(parse("--replicas 2 f.dht").minReplicas()).isEqualTo(1);
        assertThat(parse("f.dht").keepsCopies()).isFalse();
    }

    @Test
    void copiesThatBecomeEqualInTheEndHaveNumbersOfTheirOwn() throws UsageException {
        Settings settings = parse("--replicas 3 --consistency eventual --write-acks 2 --read-replicas 3 f.dht");
        assertThat(settings.isEventual()).isTrue();
        assertThat(settings.writeAcks()).isEqualTo(2);
        assertThat(settings.readReplicas()).isEqualTo(3);
        assertThat(settings.keepsCopies()).isTrue();

        Settings usual = parse("--consistency eventual f.dht");
        assertThat(usual.writeAcks()).isEqualTo(1);
        assertThat(usual.readReplicas()).isEqualTo(1);
        assertThat(usual.keepsCopies()).isTrue();
        assertThat(parse("--replicas 2 f.dht").isEventual()).isFalse();
    }

    @Test
    void helpAndVersionNeedNothingElse() throws UsageException {
        assertThat(parse("--help").action()).isEqualTo(Action.SHOW_HELP);
        assertThat(parse("-h").action()).isEqualTo(Action.SHOW_HELP);
        assertThat(parse("--version").action()).isEqualTo(Action.SHOW_VERSION);
        assertThat(parse("--version --help --window x").action()).isEqualTo(Action.SHOW_HELP);
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
    void helpShowsEveryOptionWithinAHundredColumns() {
        String help = SettingsParser.helpText();
        assertThat(help.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(help).endsWith("\n").startsWith("usage: ");
        OptionTable.TABLE.list().forEach(setting -> assertThat(help).contains(" " + setting + " "));
        assertThat(help).contains(OptionTable.TABLE.variables());
    }

    @Test
    void aDoorForClientsOfChordHasTheirCircle() throws UsageException {
        Settings settings = parse("--serve --grpc 5000 --resp 0 --nodes 60536");
        assertThat(settings.doors().grpc()).contains(5000);
        assertThat(settings.ids()).isEqualTo(Ids.SHA1);
        assertThat(settings.hashSizeBits()).isEqualTo(160);
        assertThat(parse("--serve --resp 0").doors().grpc()).isEmpty();
    }
}
