package mpjdht.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.stream.Stream;
import mpjdht.message.MembershipOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every error of the command language, word for word. */
class CommandErrorTest {
    static Stream<Arguments> unreadableLines() {
        return Stream.of(
                arguments(
                        "POT a 1",
                        "1:1: error: unknown verb 'POT'; right is PUT, GET, DELETE, DEL, CAS, INCR, APPEND, ADD, REMOVE, EXPLAIN, RING, KEYS, EXPORT, IMPORT, NODE, REPLICAS, LEADER, FLOOD, SYNC, METRICS, CRASH, RECOVER, PAUSE, DELAY, PARTITION, HEAL, WAIT, END or a number from 0 to 4"),
                arguments(
                        "  5 a",
                        "1:3: error: unknown verb '5'; right is PUT, GET, DELETE, DEL, CAS, INCR, APPEND, ADD, REMOVE, EXPLAIN, RING, KEYS, EXPORT, IMPORT, NODE, REPLICAS, LEADER, FLOOD, SYNC, METRICS, CRASH, RECOVER, PAUSE, DELAY, PARTITION, HEAL, WAIT, END or a number from 0 to 4"),
                arguments("PUT", "1:1: error: wrong number of arguments for PUT: no key; right is PUT key value"),
                arguments(
                        "put a",
                        "1:1: error: wrong number of arguments for PUT: no value; right is PUT key value, where an empty value is written \"\""),
                arguments(
                        "0 a # no value",
                        "1:1: error: wrong number of arguments for 0: no value; right is 0 key value, where an empty value is written \"\""),
                arguments(
                        "PUT a \"b\" c",
                        "1:11: error: wrong number of arguments for PUT: 'c' is one too many; right is PUT key value, where the whole value is quoted or nothing of it is"),
                arguments("GET", "1:1: error: wrong number of arguments for GET: no key; right is GET key"),
                arguments(
                        "GET a b",
                        "1:7: error: wrong number of arguments for GET: 'b' is one too many; right is GET key, where a key with white space is quoted"),
                arguments(
                        "1 a b",
                        "1:5: error: wrong number of arguments for 1: 'b' is one too many; right is 1 key, where a key with white space is quoted"),
                arguments("DEL", "1:1: error: wrong number of arguments for DELETE: no key; right is DELETE key"),
                arguments("ADD", "1:1: error: wrong number of arguments for ADD: no rank; right is ADD rank [id]"),
                arguments(
                        "2 1 2 3",
                        "1:7: error: wrong number of arguments for 2: '3' is one too many; right is 2 rank [id]"),
                arguments("3", "1:1: error: wrong number of arguments for 3: no id; right is 3 id"),
                arguments(
                        "REMOVE 1 2",
                        "1:10: error: wrong number of arguments for REMOVE: '2' is one too many; right is REMOVE id"),
                arguments(
                        "END now",
                        "1:5: error: wrong number of arguments for END: 'now' is one too many; right is END alone"),
                arguments("4 x", "1:3: error: wrong number of arguments for 4: 'x' is one too many; right is 4 alone"),
                arguments("CAS", "1:1: error: wrong number of arguments for CAS: no key; right is CAS key old new"),
                arguments(
                        "cas a # old",
                        "1:1: error: wrong number of arguments for CAS: no old value; right is CAS key old new, where an empty value is written \"\""),
                arguments(
                        "  CAS a b",
                        "1:3: error: wrong number of arguments for CAS: no new value; right is CAS key old new, where an empty value is written \"\""),
                arguments(
                        "CAS a \"b c\" d e",
                        "1:15: error: wrong number of arguments for CAS: 'e' is one too many; right is CAS key old new, where a key or value with white space is quoted"),
                arguments(
                        "CAS a \"b\"c d",
                        "1:10: error: 'c' stands right after a closing quote; right is white space or the end of the line"),
                arguments("CAS \"\" b c", "1:5: error: the key is empty; right is a key of 1 B to 65536 B (64 KiB)"),
                arguments("INCR", "1:1: error: wrong number of arguments for INCR: no key; right is INCR key [by]"),
                arguments(
                        "incr a 1 2",
                        "1:10: error: wrong number of arguments for INCR: '2' is one too many; right is INCR key [by], where a key with white space is quoted"),
                arguments(
                        "INCR a +1",
                        "1:8: error: '+1' is not a number; right is a number from -9223372036854775808 to 9223372036854775807 in plain decimal digits"),
                arguments(
                        "INCR a 9223372036854775808 # 64 bits",
                        "1:8: error: '9223372036854775808' is not a number; right is a number from -9223372036854775808 to 9223372036854775807 in plain decimal digits"),
                arguments("EXPLAIN", "1:1: error: wrong number of arguments for EXPLAIN: no key; right is EXPLAIN key"),
                arguments(
                        "explain a b",
                        "1:11: error: wrong number of arguments for EXPLAIN: 'b' is one too many; right is EXPLAIN key, where a key with white space is quoted"),
                arguments(
                        "ring 40",
                        "1:6: error: wrong number of arguments for RING: '40' is one too many; right is RING alone"),
                arguments("NODE", "1:1: error: wrong number of arguments for NODE: no id; right is NODE id"),
                arguments(
                        "NODE 1 2",
                        "1:8: error: wrong number of arguments for NODE: '2' is one too many; right is NODE id"),
                arguments(
                        "NODE x",
                        "1:6: error: 'x' is not a number; right is an id from 1 to 1000 in plain decimal digits"),
                arguments(
                        "ADD one",
                        "1:5: error: 'one' is not a number; right is a rank from 1 to 6 in plain decimal digits"),
                arguments(
                        "ADD 1 0x1F",
                        "1:7: error: '0x1F' is not a number; right is an id from 1 to 1000 in plain decimal digits"),
                arguments(
                        "REMOVE 007",
                        "1:8: error: '007' is not a number; right is an id from 1 to 1000 in plain decimal digits"),
                arguments(
                        "ADD -1",
                        "1:5: error: '-1' is not a number; right is a rank from 1 to 6 in plain decimal digits"),
                arguments("GET \"\"", "1:5: error: the key is empty; right is a key of 1 B to 65536 B (64 KiB)"),
                arguments(
                        "GET \"abc",
                        "1:5: error: the quote is not closed; right is a \" at the end of the string, on the same line, and \\\" inside it"),
                arguments(
                        "PUT k \"abc\\\"",
                        "1:7: error: the quote is not closed; right is a \" at the end of the string, on the same line, and \\\" inside it"),
                arguments(
                        "PUT k \"a\\qb\"",
                        "1:9: error: bad escape '\\q'; right is \\\" \\\\ \\n \\r \\t or \\xHH with two hex digits"),
                arguments(
                        "PUT k \"\\x4g\"",
                        "1:8: error: bad escape '\\x4'; right is \\\" \\\\ \\n \\r \\t or \\xHH with two hex digits"),
                arguments(
                        "PUT k \"\\\u00C3\u00A9\"",
                        "1:8: error: bad escape '\\\u00E9'; right is \\\" \\\\ \\n \\r \\t or \\xHH with two hex digits"),
                arguments(
                        "PUT \"k\"v w",
                        "1:8: error: 'v' stands right after a closing quote; right is white space or the end of the line"),
                arguments(
                        "GET \"k\"# no comment",
                        "1:8: error: '#' stands right after a closing quote; right is white space or the end of the line"));
    }

    @ParameterizedTest
    @MethodSource("unreadableLines")
    void aLineThatCannotBeReadSaysWhereAndWhatAndWhatWouldBeRight(String line, String text) {
        assertThat(Sources.readAll(Sources.reader(line))).containsExactly("2 f.dht:" + text);
    }

    /** A row a file, with the places of the carriage returns that are told. */
    static Stream<Arguments> filesWithCarriageReturns() {
        return Stream.of(
                arguments("PUT a 1\rGET a\r", List.of("1:8")),
                arguments("PUT a 1\r\r\nGET a", List.of("1:8")),
                arguments("# a comment\rGET a\rGET b", List.of("1:12")),
                arguments(" \r ", List.of("1:2")),
                arguments("GET a\n\rGET b\n", List.of("2:1")),
                arguments("PUT a \"one\rtwo\"", List.of("1:11")),
                arguments("\u00EF\u00BB\u00BFGET a\rb", List.of("1:6")),
                arguments("GET a\rb\nGET c\nGET d\re", List.of("1:6", "3:6")));
    }

    @ParameterizedTest
    @MethodSource("filesWithCarriageReturns")
    void aCarriageReturnInsideALineIsToldWithItsColumn(String file, List<String> places) {
        assertThat(Sources.readAll(Sources.reader(file)).stream().filter(answer -> answer.contains("error")))
                .containsExactlyElementsOf(places.stream()
                        .map(place -> "2 f.dht:" + place
                                + ": error: a carriage return stands inside the line; right is a line end of LF or CRLF,"
                                + " and \\r in a quoted string for the byte")
                        .toList());
    }

    /** A row an encoding, with what stands before the text. */
    @ParameterizedTest
    @CsvSource({
        "UTF-16LE, \uFEFF, UTF-16",
        "UTF-16BE, \uFEFF, UTF-16",
        "UTF-16LE, '', UTF-16",
        "UTF-16BE, '', UTF-16",
        "UTF-16LE, '\n', UTF-16",
        "UTF-16BE, '\r\n', UTF-16",
        "UTF-32LE, \uFEFF, UTF-32",
        "UTF-32BE, \uFEFF, UTF-32",
        "UTF-32LE, '', UTF-32",
        "UTF-32BE, '', UTF-32"
    })
    void textOfAnotherEncodingIsOneError(String encoding, String before, String named) {
        byte[] bytes = (before + "PUT a \u00E9\nGET a\nnonsense\n").getBytes(Charset.forName(encoding));

        assertThat(Sources.readAll(new CommandReader("f.dht", Sources.whole(bytes), Sources.LIMITS)))
                .containsExactly("2 f.dht: error: the text is " + named + "; right is UTF-8, which iconv -f " + named
                        + " -t UTF-8 makes of it");
    }

    static Stream<Arguments> failedCommands() {
        return Stream.of(
                arguments("ADD 7", "1:5: error: rank 7 is not a storage rank; right is a rank from 1 to 6"),
                arguments("ADD 0 40", "1:5: error: rank 0 is not a storage rank; right is a rank from 1 to 6"),
                arguments(
                        "ADD 99999999999999999999999",
                        "1:5: error: rank 99999999999999999999999 is not a storage rank; right is a rank from 1 to 6"),
                arguments("2 1 1001", "1:5: error: id 1001 is outside the circle; right is an id from 1 to 1000"),
                arguments("NODE 1001", "1:6: error: id 1001 is outside the circle; right is an id from 1 to 1000"),
                arguments("REMOVE 0", "1:8: error: id 0 is outside the circle; right is an id from 1 to 1000"),
                arguments(
                        "REMOVE 18446744073709551616",
                        "1:8: error: id 18446744073709551616 is outside the circle; right is an id from 1 to 1000"));
    }

    @ParameterizedTest
    @MethodSource("failedCommands")
    void aCommandThatNamesWhatIsNotThereFails(String line, String text) {
        assertThat(Sources.readAll(Sources.reader(line))).containsExactly("1 f.dht:" + text);
    }

    static Stream<Arguments> errorsOfTheCluster() {
        return Stream.of(
                arguments(
                        CommandError.refused(MembershipOutcome.ID_TAKEN, 40, 9, "f.dht", 3, 7),
                        "f.dht:3:7: error: id 40 is already on the circle; right is an id that no node has"),
                arguments(
                        CommandError.refused(MembershipOutcome.NO_FREE_ID, -1, 9, "f.dht", 3, 5),
                        "f.dht:3:5: error: the circle is full, each of its ids has a node; right is to REMOVE one first, or a larger circle"),
                arguments(
                        CommandError.refused(MembershipOutcome.RANK_SILENT, 40, 9, "f.dht", 3, 5),
                        "f.dht:3:5: error: the rank does not answer, and is taken to be dead; right is another rank, or to wait until it is back"),
                arguments(
                        CommandError.rankSilent("f.dht", 3, 5, 2),
                        "f.dht:3:5: error: rank 2 does not answer, and is taken to be dead; right is another rank, or to RECOVER it first"),
                arguments(
                        CommandError.notPlayed(Verb.CRASH, "f.dht", 3, 7, 2),
                        "f.dht:3:7: error: rank 2 is dead already; right is a rank that is alive, or to RECOVER it first"),
                arguments(
                        CommandError.notPlayed(Verb.DELAY, "f.dht", 3, 7, 2),
                        "f.dht:3:7: error: rank 2 is dead already; right is a rank that is alive, or to RECOVER it first"),
                arguments(
                        CommandError.notPlayed(Verb.RECOVER, "f.dht", 3, 9, 2),
                        "f.dht:3:9: error: rank 2 is alive, or has died again before it was back; right is a rank that is dead"),
                arguments(
                        CommandError.refused(MembershipOutcome.NOT_ON_CIRCLE, -1, 9, "f.dht", 3, 8),
                        "f.dht:3:8: error: id 18446744073709551615 is not on the circle; right is the id of a node"),
                arguments(
                        CommandError.noSuchNode("f.dht", 3, 8, 41),
                        "f.dht:3:8: error: id 41 is not on the circle; right is the id of a node"),
                arguments(
                        CommandError.refused(MembershipOutcome.LAST_NODE, 1000, 9, "f.dht", 3, 8),
                        "f.dht:3:8: error: id 1000 is the last node; right is to add another node first, the circle is never empty"),
                arguments(
                        CommandError.refused(MembershipOutcome.CIRCLE_FULL, 7, 65536, "f.dht", 3, 1),
                        "f.dht:3:1: error: the circle has 65536 nodes already; right is at most that many, or a higher --max-nodes"));
    }

    @ParameterizedTest
    @MethodSource("errorsOfTheCluster")
    void whatOnlyTheClusterCanFindIsAFailedCommand(CommandError error, String text) {
        assertThat(error.kind()).isEqualTo(CommandError.Kind.COMMAND_FAILED);
        assertThat(error.kind().exitCode()).isEqualTo(1);
        assertThat(error).hasToString(text);
    }

    static Stream<Arguments> unreadableFiles() {
        return Stream.of(
                arguments(new NoSuchFileException("f.dht"), "no such file"),
                arguments(new AccessDeniedException("f.dht"), "permission denied"),
                arguments(new FileSystemException("f.dht", null, "it is a directory"), "it is a directory"),
                arguments(new FileSystemException("f.dht"), "FileSystemException"),
                arguments(new IOException("Input/output error"), "Input/output error"));
    }

    @ParameterizedTest
    @MethodSource("unreadableFiles")
    void aFileThatCannotBeReadSaysWhyInOneLineWithoutAPosition(IOException cause, String reason) {
        CommandError error = CommandError.unreadableFile("f.dht", cause);
        assertThat(error.text())
                .isEqualTo("f.dht: error: cannot be read: " + reason
                        + "; right is a command file, or - for standard input");
        assertThat(error.kind().exitCode()).isEqualTo(2);
        assertThat(error.file()).isEqualTo("f.dht");
        assertThat(error.message()).startsWith("cannot be read");
        assertThat(error.line()).isZero();
        assertThat(error.column()).isZero();
    }

    @Test
    void aSingleStorageRankIsNamedAlone() {
        CommandReader reader = new CommandReader("f.dht", Sources.whole(Sources.latin("ADD 2")), new Limits(1, 0, -1L));
        assertThat(Sources.readAll(reader))
                .containsExactly("1 f.dht:1:5: error: rank 2 is not a storage rank; right is a rank of 1");
    }

    @Test
    void controlBytesOfTheUserAreEscapedAndLongTokensShortened() {
        String token = "a\u001B[31m\u00FF\u0000" + "\u00E2\u0080\u00AE" + "z".repeat(100);
        assertThat(Sources.readAll(Sources.reader("GET k " + token)).get(0))
                .contains("'a\\x1B[31m\\xFF\\x00\\xE2\\x80\\xAE" + "z".repeat(11) + "...' is one too many");
    }

    /** A row a character that cannot be seen, with the bytes by which it is shown. */
    @ParameterizedTest
    @CsvSource({
        "\u00A0, \\xC2\\xA0",
        "\u0085, \\xC2\\x85",
        "\u00AD, \\xC2\\xAD",
        "\u200B, \\xE2\\x80\\x8B",
        "\u200E, \\xE2\\x80\\x8E",
        "\u2028, \\xE2\\x80\\xA8",
        "\u2029, \\xE2\\x80\\xA9",
        "\u202E, \\xE2\\x80\\xAE",
        "\u2066, \\xE2\\x81\\xA6",
        "\u3000, \\xE3\\x80\\x80",
        "\uFEFF, \\xEF\\xBB\\xBF",
        "\uDB40\uDC41, \\xF3\\xA0\\x81\\x81"
    })
    void whatCannotBeSeenIsShownByItsBytes(String character, String shown) {
        String verb = Sources.latin(("GET" + character + "k").getBytes(UTF_8), 0, 4 + character.getBytes(UTF_8).length);
        assertThat(Sources.readAll(Sources.reader("\n" + verb)).get(0)).contains("unknown verb 'GET" + shown + "k'");
    }

    @Test
    void controlBytesOfAFileNameAreEscaped() {
        assertThat(CommandError.noSuchNode("a\nb", 1, 2, 3).text()).startsWith("a\\nb:1:2: error: ");
    }

    @Test
    void theLineAfterAnErrorIsReadAsIfNothingHadHappened() {
        assertThat(Sources.readAll(Sources.reader("GET a\nBAD\n\nADD 9\nGET b\n")))
                .hasSize(4)
                .first()
                .isEqualTo("1:1 GET <a>");
        assertThat(Sources.readAll(Sources.reader("BAD\nGET b\n"))).last().isEqualTo("2:1 GET <b>");
    }
}
