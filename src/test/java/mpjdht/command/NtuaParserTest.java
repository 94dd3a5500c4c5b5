package mpjdht.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mpjdht.command.Language.Dialect;
import mpjdht.command.Language.NtuaLines;
import mpjdht.command.Language.OnPut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in the formats of the NTUA course on distributed systems, with titles of this test's own. */
class NtuaParserTest {
    private static final int SEEDS = 500;
    private static final List<String> PIECES = List.of(
            "Rain", "Don't", "--", "Oh,", ",", "No. 9", "#1", "//", "\"so\"", "Ελλάδα", "é", "insert", "*", "7");

    private static Language language(OnPut onPut, NtuaLines lines) {
        return new Language(Sources.LIMITS, Dialect.NTUA, onPut, lines, List.of(100L, 200L, 300L));
    }

    private static List<String> read(String file, String text) {
        return read(file, text, language(OnPut.REPLACE, NtuaLines.AUTO));
    }

    private static List<String> read(String file, String text, Language language) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Sources.readAll(new CommandReader(file, Sources.whole(bytes), language, new CutValues())).stream()
                .map(line -> new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void aPairIsATitleAndWhatStandsBehindItsLastComma() {
        assertThat(read("insert.txt", "A Fine Day, 1\r\n\r\n  Hush -- It's Late ,  22\t\nOne, Two, Three, 3"))
                .containsExactly(
                        "1:1 PUT <A Fine Day> <1>",
                        "3:3 PUT <Hush -- It's Late> <22>",
                        "4:1 PUT <One, Two, Three> <3>");
    }

    @Test
    void aTitleAloneHasTheNumberOfTheFileForItsValue() {
        assertThat(read("in/insert_03_part.txt", "A Fine Day\n\nOne, Two\nA Fine Day\n"))
                .containsExactly("1:1 PUT <A Fine Day> <3>", "3:1 PUT <One, Two> <3>", "4:1 PUT <A Fine Day> <3>");
        assertThat(read("insert_00_part.txt", "x # y // z")).containsExactly("1:1 PUT <x # y // z> <0>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"query.txt", "query_07.txt", "queries", "a/Queries_1.TXT"})
    void aTitleOfAQueryFileIsLookedUp(String file) {
        assertThat(read(file, "\uFEFFOne, Two, 3\ninsert, x, 1\n"))
                .containsExactly("1:1 GET <One, Two, 3>", "2:1 GET <insert, x, 1>");
    }

    @Test
    void aRequestSaysWhatItAsksFor() {
        assertThat(read("requests_02.txt", """
                insert, One, Two, 501
                query, One, Two
                QUERY ,What's It -- Now
                delete,x
                query, *
                overlay
                depart
                insert, y,
                """))
                .containsExactly(
                        "1:9 PUT <One, Two> <501>",
                        "2:1 GET <One, Two>",
                        "3:1 GET <What's It -- Now>",
                        "4:1 DELETE <x>",
                        "5:1 KEYS",
                        "6:1 RING",
                        "7:1 REMOVE 300",
                        "8:9 PUT <y> <>");
    }

    @Test
    void anInsertAppendsWhereItIsAskedTo() {
        assertThat(read("insert.txt", "a, 1", language(OnPut.APPEND, NtuaLines.AUTO)))
                .containsExactly("1:1 APPEND <a> <1>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "songs.txt            | insert, a, 1 | 1:9 PUT <a> <1>",
                "-                    | query, a     | 1:1 GET <a>",
                "songs.txt            | a, 1         | 1:1 PUT <a> <1>",
                "insert_04.txt        | a, 1         | 1:1 PUT <a> <1>",
                "insert_04.txt        | a, b         | 1:1 PUT <a, b> <4>",
                "insert_04.txt        | insert, a, b | 1:1 PUT <insert, a, b> <4>",
                "3/insert_4_of_9.txt  | a            | 1:1 PUT <a> <4>",
                "7_insert.txt         | a, 1         | 1:1 PUT <a> <1>",
                "old_insert_query.txt | a, 1         | 1:1 GET <a, 1>"
            })
    void theNameOfAFileAndItsFirstLineTellWhatItsLinesSay(String file, String line, String expected) {
        assertThat(read(file, line)).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PAIRS    | 1:1 PUT <query, a> <5>",
                "TITLES   | 1:1 PUT <query, a, 5> <9>",
                "QUERIES  | 1:1 GET <query, a, 5>",
                "REQUESTS | 1:1 GET <a, 5>"
            })
    void whatLinesSayMayBeForced(NtuaLines lines, String expected) {
        assertThat(read("insert_9", "query, a, 5", language(OnPut.REPLACE, lines)))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert.txt      | a            | 1:1: error: 'a' has no value; right is title, value, or a file whose name has the number of its node, as insert_00_part.txt",
                "insert.txt      | , 1          | 1:1: error: the title is empty; right is a title of 1 B to 65536 B (64 KiB)",
                "requests.txt    | a            | 1:1: error: unknown request 'a'; right is insert, title, value, or query, title, or query, *, or delete, title, or depart, or overlay",
                "requests.txt    | insert, a    | 1:9: error: 'a' has no value; right is insert, title, value",
                "requests.txt    | insert       | 1:1: error: insert has no title; right is insert, title, value",
                "requests.txt    | query,       | 1:1: error: query has no title; right is query, title",
                "requests.txt    | overlay, x   | 1:10: error: 'x' is too much; right is overlay alone",
                "requests.txt    | depart       | 1:1: error: the name of the file has no number, so nobody knows which node departs; right is a file called as requests_00.txt, with a number from 0 to 2",
                "requests_03.txt | depart       | 1:1: error: no node at start has the number 3; right is a file called as requests_00.txt, with a number from 0 to 2",
                "songs.txt       | a            | 1:1: error: nothing tells whether titles are to be inserted or to be looked up; right is a file called insert, query or requests, such as query_00.txt, or --ntua-lines"
            })
    void whatCannotBeReadIsToldWithItsPlaceAndWhatWouldBeRight(String file, String line, String expected) {
        assertThat(read(file, line)).containsExactly("2 " + file + ":" + expected);
    }

    @Test
    void titlesOfAFileOfWhichNothingIsKnownAreOneErrorAndNotOneForEach() {
        assertThat(read("songs.txt", "a\nb\nc\n")).hasSize(1);
        assertThat(read("songs.txt", "a", language(OnPut.REPLACE, NtuaLines.TITLES)))
                .containsExactly("2 songs.txt:1:1: error: the name of the file has no number, which would be the value;"
                        + " right is a file called as insert_00_part.txt, or --ntua-lines pairs");
    }

    @Test
    void aTitleLongerThanAKeyMayBeIsRefused() {
        assertThat(read("query.txt", "x".repeat(Limits.MAX_KEY_BYTES) + "\n" + "y".repeat(Limits.MAX_KEY_BYTES + 1)))
                .hasSize(2)
                .last()
                .isEqualTo(
                        "2 query.txt:2:1: error: the title has 65537 B; right is a title of 1 B to 65536 B (64 KiB)");
    }

    /** A file as it is written, and what it says. */
    private static final class Drawn {
        private final Random random;
        private final StringBuilder text = new StringBuilder();
        private final List<String> expected = new ArrayList<>();
        private int line;

        Drawn(long seed) {
            random = new Random(seed);
        }

        private String title() {
            StringBuilder title = new StringBuilder(PIECES.get(random.nextInt(PIECES.size())));
            int more = random.nextInt(4);
            for (int i = 0; i < more; i++) {
                title.append(random.nextBoolean() ? " " : "").append(PIECES.get(random.nextInt(PIECES.size())));
            }
            // A lone star asks for all, and a comma at the beginning leaves no title.
            return title.toString().equals("*") ? "**" : title.toString();
        }

        private String blank() {
            return " \t".repeat(2).substring(random.nextInt(4));
        }

        private void end(boolean isLast) {
            text.append(blank());
            text.append(isLast && random.nextBoolean() ? "" : random.nextBoolean() ? "\n" : "\r\n");
            if (!isLast && random.nextInt(5) == 0) {
                text.append("\r\n");
                line++;
            }
        }

        Drawn requests(int count) {
            for (int i = 0; i < count; i++) {
                line++;
                String title = title();
                switch (random.nextInt(3)) {
                    case 0 -> {
                        text.append("insert").append(blank()).append(",").append(blank());
                        text.append(title)
                                .append(blank())
                                .append(",")
                                .append(blank())
                                .append(500 + i);
                        expected.add(line + " PUT <" + title + "> <" + (500 + i) + ">");
                    }
                    case 1 -> {
                        text.append("query")
                                .append(blank())
                                .append(",")
                                .append(blank())
                                .append(title);
                        expected.add(line + " GET <" + title + ">");
                    }
                    default -> {
                        text.append("delete")
                                .append(blank())
                                .append(",")
                                .append(blank())
                                .append(title);
                        expected.add(line + " DELETE <" + title + ">");
                    }
                }
                end(i + 1 == count);
            }
            return this;
        }

        Drawn titles(int count, String verb, String value) {
            for (int i = 0; i < count; i++) {
                line++;
                // The first one tells that these are no pairs.
                String title = i == 0 ? "first" : title();
                text.append(blank()).append(title);
                expected.add(line + " " + verb + " <" + title + ">" + value);
                end(i + 1 == count);
            }
            return this;
        }
    }

    private static void requireRead(String file, Drawn drawn) {
        assertThat(read(file, drawn.text.toString()).stream()
                        .map(line -> line.replaceFirst(":[0-9]+", ""))
                        .toList())
                .as(drawn.text.toString())
                .isEqualTo(drawn.expected);
    }

    @Test
    void everyTitleIsTakenAsItStands() {
        for (long seed = 0; seed < SEEDS; seed++) {
            requireRead("requests.txt", new Drawn(seed).requests(20));
            requireRead("query_1.txt", new Drawn(seed).titles(20, "GET", ""));
            requireRead("insert_11_part.txt", new Drawn(seed).titles(20, "PUT", " <11>"));
        }
    }
}
