package mpjdht.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mpjdht.command.Outcomes.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextResultsTest {
    private static void everyVerb(ResultWriter writer, Outcome outcome) throws IOException {
        byte[] key = "15".getBytes(UTF_8);
        writer.write(outcome.of(Verb.PUT, 1).key(key, 0, 2).at(40, 1, 1));
        writer.write(get(outcome, key, "673".getBytes(UTF_8)));
        writer.write(outcome.of(Verb.DELETE, 3).key(key, 0, 2).at(40, 1, 1).found());
        writer.write(outcome.of(Verb.DELETE, 4).key(key, 0, 2).at(40, 1, 1));
        writer.write(get(outcome, "99".getBytes(UTF_8), null).at(-1L, 6, 1));
        writer.write(outcome.of(Verb.ADD, 6).rank(1).id(40).moved(3, 36));
        writer.write(outcome.of(Verb.ADD, 7).rank(2).id(41).moved(1, 12));
        writer.write(outcome.of(Verb.REMOVE, 8).id(40).moved(3, 36).successor(1000));
        writer.write(outcome.of(Verb.END, 9));
        writer.finish();
    }

    @Test
    void printsWhatWasAskedFor() {
        assertThat(Outcomes.printText(ResultFormat.TEXT, false, TextResultsTest::everyVerb))
                .isEqualTo("""
                        GET 15 -> 673 @40
                        DELETE 15 -> deleted @40
                        DELETE 15 -> (not found) @40
                        GET 99 -> (not found) @18446744073709551615
                        """);
    }

    @Test
    void printsEveryChangeWhenVerbose() {
        assertThat(Outcomes.printText(ResultFormat.TEXT, true, TextResultsTest::everyVerb))
                .isEqualTo("""
                        PUT 15 -> stored @40
                        GET 15 -> 673 @40
                        DELETE 15 -> deleted @40
                        DELETE 15 -> (not found) @40
                        GET 99 -> (not found) @18446744073709551615
                        ADD 1 -> joined @40, 3 keys moved
                        ADD 2 -> joined @41, 1 key moved
                        REMOVE 40 -> left, 3 keys moved to @1000
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = ResultFormat.class,
            names = {"TEXT", "HANDOUT", "CLASSIC"})
    void everyFormatOfTextPrintsCasAndIncrAlike(ResultFormat format) {
        byte[] key = "a b".getBytes(UTF_8);
        byte[] value = "67 @3".getBytes(UTF_8);
        assertThat(Outcomes.printText(format, false, (writer, outcome) -> {
                    writer.write(
                            outcome.of(Verb.CAS, 1).key(key, 0, 1).swapped().at(40, 1, 1));
                    writer.write(outcome.of(Verb.CAS, 2)
                            .key(key, 0, 1)
                            .value(value, 0, 2)
                            .at(40, 1, 1));
                    writer.write(outcome.of(Verb.CAS, 3)
                            .key(key, 0, 3)
                            .value(value, 0, 5)
                            .at(40, 1, 1));
                    writer.write(outcome.of(Verb.CAS, 4)
                            .key(key, 0, 1)
                            .value(value, 0, 0)
                            .at(40, 1, 1));
                    writer.write(outcome.of(Verb.CAS, 5).key(key, 0, 1).at(-1L, 1, 1));
                    writer.write(outcome.of(Verb.INCR, 6)
                            .key(key, 0, 3)
                            .value(value, 0, 2)
                            .at(40, 1, 1));
                }))
                .isEqualTo("""
                        CAS a -> swapped @40
                        CAS a -> differs 67 @40
                        CAS "a b" -> differs "67 @3" @40
                        CAS a -> differs "" @40
                        CAS a -> (not found) @18446744073709551615
                        INCR "a b" -> 67 @40
                        """);
    }

    @Test
    void handoutAndClassicPrintGetsOnly() {
        assertThat(Outcomes.printText(ResultFormat.HANDOUT, true, TextResultsTest::everyVerb))
                .isEqualTo("673 40\nNOT_FOUND 18446744073709551615\n");
        assertThat(Outcomes.printText(ResultFormat.CLASSIC, true, TextResultsTest::everyVerb))
                .isEqualTo("""
                        val is 673, storage id is 40
                        val is NOT_FOUND, storage id is 18446744073709551615
                        command finalizing
                        """);
    }

    @Test
    void aTableIsALineWithItsKeysAndTheirBytes() {
        Outcomes.Script tables = (writer, outcome) -> {
            writer.write(outcome.of(Verb.EXPORT, 3)
                    .key("all.jsonl".getBytes(UTF_8), 0, 9)
                    .moved(1, 23));
            writer.write(outcome.of(Verb.IMPORT, 0)
                    .key("a b/\u00e9.dht".getBytes(UTF_8), 0, 10)
                    .moved(12_345_678, 5_000_000_000L));
        };

        assertThat(Outcomes.printText(ResultFormat.TEXT, false, tables)).isEqualTo("""
                        EXPORT all.jsonl -> 1 key, 23 B
                        IMPORT "a b/\u00e9.dht" -> 12345678 keys, 5000000000 B
                        """);
        assertThat(Outcomes.printText(ResultFormat.JSON, false, tables)).isEqualTo("""
                        {"line":3,"op":"EXPORT","table":"all.jsonl","keys":1,"bytes":23}
                        {"line":0,"op":"IMPORT","table":"a b/\u00e9.dht","keys":12345678,"bytes":5000000000}
                        """);
        assertThat(Outcomes.printText(ResultFormat.HANDOUT, true, tables)).isEmpty();
    }

    @Test
    void saysWhichVerbsItPrintsSoThatCallersSkipTheOthers() {
        ByteOutput out = new ByteOutput(java.io.OutputStream.nullOutputStream());
        for (Verb verb : Verb.values()) {
            boolean aboutTheRing = verb == Verb.EXPLAIN
                    || verb == Verb.RING
                    || verb == Verb.NODE
                    || verb == Verb.REPLICAS
                    || verb == Verb.LEADER
                    || verb == Verb.FLOOD
                    || verb == Verb.METRICS;
            boolean notInTheAssignment = aboutTheRing || verb == Verb.CAS || verb == Verb.INCR || verb == Verb.KEYS;
            boolean aboutTables = verb == Verb.EXPORT || verb == Verb.IMPORT;
            boolean asked = verb == Verb.GET || verb == Verb.DELETE || aboutTables || notInTheAssignment;
            assertThat(ResultFormat.TEXT.writer(out, false, false).wants(verb)).isEqualTo(asked);
            assertThat(ResultFormat.TEXT.writer(out, true, false).wants(verb)).isEqualTo(verb != Verb.END);
            assertThat(ResultFormat.HANDOUT.writer(out, true, false).wants(verb))
                    .isEqualTo(verb == Verb.GET || notInTheAssignment);
            assertThat(ResultFormat.CLASSIC.writer(out, true, false).wants(verb))
                    .isEqualTo(verb == Verb.GET || notInTheAssignment);
            assertThat(ResultFormat.JSON.writer(out, false, false).wants(verb)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "two words;two words",
                "a \"b\";a \"b\"",
                "http://x#y;http://x#y",
                "\u20AC;\u20AC",
                "@40;@40",
                "(not found) yet;(not found) yet",
                "(not found);\"(not found)\"",
                "|| || ;\" \"",
                "a # b;\"a # b\"",
                "a // b;\"a // b\"",
                "# a;\"# a\"",
                "\"a\";\"\\\"a\\\"\"",
                "a @40;\"a @40\"",
                "a -> b;\"a -> b\"",
                "a ->;\"a ->\"",
                "a ->b;a ->b"
            },
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false)
    void quotesAValueThatCouldBeTakenForSomethingElse(String value, String printed) {
        String bare = value.equals("|| || ") ? " " : value;
        assertThat(Outcomes.printText(
                        ResultFormat.TEXT,
                        false,
                        (writer, outcome) -> writer.write(get(outcome, new byte[] {'k'}, bare.getBytes(UTF_8)))))
                .isEqualTo("GET k -> " + printed + " @40\n");
    }

    @Test
    void quotesControlBytesAndBytesThatAreNotUtf8() {
        byte[] value = {'a', 0, '\n', '\r', '\t', 0x1B, 0x7F, (byte) 0xC2, (byte) 0x85, (byte) 0xFF, '\\'};
        assertThat(Outcomes.printText(
                        ResultFormat.TEXT,
                        false,
                        (writer, outcome) -> writer.write(get(outcome, new byte[] {' '}, value))))
                .isEqualTo("GET \" \" -> \"a\\x00\\n\\r\\t\\x1B\\x7F\\xC2\\x85\\xFF\\\\\" @40\n");
    }

    /** A row a character, with its bytes as a quoted string has them, or nothing where it is printed as it is. */
    @ParameterizedTest
    @CsvSource({
        "\u00A0, \\xC2\\xA0",
        "\u2028, \\xE2\\x80\\xA8",
        "\u2029, \\xE2\\x80\\xA9",
        "\u200B, \\xE2\\x80\\x8B",
        "\u202E, \\xE2\\x80\\xAE",
        "\u2060, \\xE2\\x81\\xA0",
        "\u0080, \\xC2\\x80",
        "\uFEFF, \\xEF\\xBB\\xBF",
        "\uDB40\uDC41, \\xF3\\xA0\\x81\\x81",
        "\u00E9,",
        "\u00A1,",
        "\u2010,",
        "\u2027,",
        "\u4E2D,",
        "\u2764\uFE0F,",
        "\uD83D\uDC08,"
    })
    void quotesCharactersThatCannotBeSeenAndNoOthers(String character, String escaped) {
        String printed = Outcomes.printText(
                ResultFormat.TEXT,
                false,
                (writer, outcome) ->
                        writer.write(get(outcome, "k".getBytes(UTF_8), ("a" + character).getBytes(UTF_8))));

        assertThat(printed)
                .isEqualTo("GET k -> " + (escaped == null ? "a" + character : "\"a" + escaped + "\"") + " @40\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"->", "#k", "//k", "\"k", "two words", "a\tb"})
    void quotesAKeyThatCouldBeTakenForSomethingElse(String key) {
        assertThat(Outcomes.printText(
                        ResultFormat.TEXT,
                        false,
                        (writer, outcome) -> writer.write(get(outcome, key.getBytes(UTF_8), null))))
                .startsWith("GET \"");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whateverIsPrintedReadsBackAsTheSameBytes(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            byte[] key = randomBytes(random, 1);
            byte[] value = randomBytes(random, 0);
            byte[] line = Outcomes.print(
                    ResultFormat.TEXT, false, false, (writer, outcome) -> writer.write(get(outcome, key, value)));
            String printed = Sources.latin(line, 0, line.length);
            assertThat(printed)
                    .startsWith("GET ")
                    .endsWith(" @40\n")
                    .doesNotMatch("(?s).*[\\x00-\\x09\\x0B-\\x1F\\x7F].*");

            // The same key and value as a PUT: the arrow of the result becomes the space of the command.
            int arrow = printed.charAt(4) == '"' ? printed.indexOf("\" -> ") + 1 : printed.indexOf(" -> ");
            String put =
                    "PUT " + printed.substring(4, arrow) + " " + printed.substring(arrow + 4, printed.length() - 5);
            CommandReader reader = Sources.reader(put);
            assertThat(reader.next()).as("seed %d: %s", seed, put).isEqualTo(CommandReader.Result.COMMAND);
            assertThat(Sources.describe(reader.command()))
                    .as("seed %d: %s", seed, put)
                    .isEqualTo("1:1 PUT <" + Sources.latin(key, 0, key.length) + "> <"
                            + Sources.latin(value, 0, value.length) + ">");
        }
    }

    private static byte[] randomBytes(Random random, int least) {
        String often = "ab \"\\#/@->(\t\n\u00C3\u00A9\u00C2\u0085\u00A0\u00E2\u0080\u00A8\u008B\u0000";
        byte[] bytes = new byte[least + random.nextInt(12)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte)
                    (random.nextInt(4) == 0 ? random.nextInt(256) : often.charAt(random.nextInt(often.length())));
        }
        return bytes;
    }
}
