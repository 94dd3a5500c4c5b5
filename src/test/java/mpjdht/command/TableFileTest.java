package mpjdht.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of tables: what is written reads back as the same bytes, and what is no entry is an error with its place. */
class TableFileTest {
    private static final int SEEDS = 400;
    private static final int MUTATIONS = 30_000;
    private static final int LONG = 17 << 20;
    private static final List<String> PIECES = List.of(
            "a",
            "lighthouse",
            " ",
            "\"",
            "\\",
            "#",
            "//",
            "@40",
            "->",
            "|",
            "\n",
            "\r",
            "\t",
            "\0",
            "\u0001",
            "\u007F",
            "\u00A0",
            "\uFEFF",
            "€",
            "𝄞",
            "(not found)",
            "PUT",
            "{",
            "}",
            "\\u0041",
            "Ω",
            "é");

    private record Entry(String key, String value) {}

    @ParameterizedTest
    @EnumSource(TableFile.Format.class)
    void entriesOfAnyBytesReadBackAsThemselves(TableFile.Format format) throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<Entry> entries = entries(new Random(seed));
            byte[] text = write(format, entries);

            assertThat(read(format, text)).as("seed " + seed).isEqualTo(entries);
            assertThat(new String(text, ISO_8859_1).lines().count()).isEqualTo(entries.size());
            if (format == TableFile.Format.COMMANDS) {
                assertThat(readAsCommandFile(text)).as("seed " + seed).isEqualTo(entries);
            } else {
                for (int i = 0; i < entries.size(); i++) {
                    String line = new String(text, ISO_8859_1).split("\n", -1)[i];
                    assertThat(naive(line)).as("seed " + seed).contains(entries.get(i));
                }
            }
        }
    }

    private static List<Entry> entries(Random random) {
        List<Entry> entries = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            String key = text(random);
            entries.add(new Entry(key.isEmpty() ? "k" : key, text(random)));
        }
        return entries;
    }

    /** Text whose characters are bytes. */
    private static String text(Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean anything = random.nextInt(3) == 0;
        for (int i = random.nextInt(6); i > 0; i--) {
            if (anything && random.nextBoolean()) {
                bytes.write(random.nextInt(256));
            } else {
                bytes.writeBytes(PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8));
            }
        }
        return bytes.toString(ISO_8859_1);
    }

    private static TableFile file(TableFile.Format format) {
        return new TableFile("t", format);
    }

    private static byte[] write(TableFile.Format format, List<Entry> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ByteOutput out = new ByteOutput(bytes, 64)) {
            TableWriter writer = file(format).writer(out);
            for (Entry entry : entries) {
                byte[] value = ("?" + entry.value()).getBytes(ISO_8859_1);
                writer.write(entry.key().getBytes(ISO_8859_1), value, 1, value.length - 1);
            }
        }
        return bytes.toByteArray();
    }

    private static List<Entry> read(TableFile.Format format, byte[] text) throws IOException {
        return entries(file(format).reader(source(text), new CutValues()));
    }

    private static List<Entry> readAsCommandFile(byte[] text) throws IOException {
        return entries(new CommandReader("t", source(text), new Limits(1, 1, 1000)));
    }

    private static List<Entry> entries(CommandReader reader) throws IOException {
        List<Entry> entries = new ArrayList<>();
        while (reader.next() == CommandReader.Result.COMMAND) {
            assertThat(reader.command().verb()).isEqualTo(Verb.PUT);
            entries.add(entry(reader.command()));
        }
        assertThat(reader.error()).isNull();
        return entries;
    }

    private static Entry entry(Command command) {
        return new Entry(
                new String(command.keyBytes(), command.keyOffset(), command.keyLength(), ISO_8859_1),
                new String(command.valueBytes(), command.valueOffset(), command.valueLength(), ISO_8859_1));
    }

    private static ByteSource source(byte[] text) {
        return new ByteSource() {
            private int done;

            @Override
            public int read(byte[] into, int offset, int length) {
                int count = Math.min(length, text.length - done);
                System.arraycopy(text, done, into, offset, count);
                done += count;
                return count == 0 ? END : count;
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void linesOfJsonAreUnderstoodAsAParserOfJsonUnderstandsThem() throws IOException {
        Random random = new Random(15);
        List<String> good = new ArrayList<>(List.of(
                "{\"key\":\"a\\u00e9\\ud834\\udd1e\\/\\b\\f\",\"value\":\"b\"}",
                "{\"line\":3,\"op\":\"GET\",\"key\":\"15\",\"found\":true,\"value\":\"673\",\"at\":{\"x\":[1,-2.5e3,null,{}]}}",
                "{ \"key_base64\" : \"/w==\" ,\t\"value_base64\" : \"AAEC\" } "));
        int understood = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String line = mutate(good.get(random.nextInt(good.size())), random);
            CommandReader reader =
                    file(TableFile.Format.JSON_LINES).reader(source(line.getBytes(ISO_8859_1)), new CutValues());
            CommandReader.Result result = reader.next();
            Optional<Entry> naive = line.isBlank() ? Optional.empty() : naive(line);
            if (naive.isPresent()) {
                assertThat(result).as(line).isEqualTo(CommandReader.Result.COMMAND);
                assertThat(entry(reader.command())).as(line).isEqualTo(naive.get());
                understood++;
            } else if (result == CommandReader.Result.ERROR && reader.error().line() > 0) {
                assertThat(reader.error().column()).as(line).isBetween(1, line.length() + 1);
            }
        }
        assertThat(understood).isBetween(MUTATIONS / 20, MUTATIONS / 2);
    }

    private static String mutate(String line, Random random) {
        StringBuilder text = new StringBuilder(line);
        for (int i = random.nextInt(2); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(7)) {
                case 0 -> text.insert(at, "\\\"{}[],:u0e1 \t".charAt(random.nextInt(14)));
                case 1 -> text.insert(at, (char) (1 + random.nextInt(8)));
                case 5, 6 -> text.insert(at, (char) ('a' + random.nextInt(26)));
                case 2 -> text.insert(at, (char) (0x80 + random.nextInt(0x80)));
                case 3 -> text.insert(at, line, random.nextInt(line.length() / 2), line.length() / 2);
                default -> text.deleteCharAt(Math.min(at, text.length() - 1));
            }
            if (text.length() == 0) {
                return " ";
            }
        }
        return text.toString();
    }

    /** An entry by a parser of JSON; empty where the line is none. */
    private static Optional<Entry> naive(String line) {
        String key = null;
        String value = null;
        byte[] bytes = line.getBytes(ISO_8859_1);
        if (!Utf8.isValid(bytes, 0, bytes.length) || line.contains("\r") || line.contains("\n")) {
            return Optional.empty();
        }
        try (JsonParser json = new JsonFactory().createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken token = json.nextToken();
                boolean isOurs =
                        List.of("key", "key_base64", "value", "value_base64").contains(name);
                if (name.equals("siblings") || (isOurs && token != JsonToken.VALUE_STRING)) {
                    return Optional.empty();
                }
                if (isOurs) {
                    String text = name.endsWith("_base64")
                            ? new String(Base64.getDecoder().decode(json.getText()), ISO_8859_1)
                            : new String(utf8(json.getText()), ISO_8859_1);
                    boolean isKey = name.startsWith("key");
                    if ((isKey ? key : value) != null) {
                        return Optional.empty();
                    }
                    key = isKey ? text : key;
                    value = isKey ? value : text;
                } else if (token == JsonToken.VALUE_STRING) {
                    utf8(json.getText());
                } else {
                    json.skipChildren();
                }
            }
            boolean isWhole = json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
            return isWhole && key != null && value != null && !key.isEmpty()
                    ? Optional.of(new Entry(key, value))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] utf8(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (!new String(bytes, UTF_8).equals(text)) {
            throw new IllegalArgumentException("half a character");
        }
        return bytes;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|1|this is no JSON object",
                "{\"key\":\"a\"}|1|the object has no value",
                "{\"value\":\"a\"}|1|the object has no key",
                "{\"key\":\"a\",\"value\":1}|20|a string is missing",
                "{\"key\":\"a\",\"key\":\"b\",\"value\":\"\"}|18|the key is there twice",
                "{\"key\":\"a\",\"value\":\"\",\"value_base64\":\"\"}|38|the value is there twice",
                "{\"key\":\"a\",\"value_base64\":\"!\"}|28|the string is no base64",
                "{\"key\":\"\\ud800\",\"value\":\"\"}|9|this is in no JSON string",
                "{\"key\":\"a|8|the string is not closed",
                "{\"key\":\"a\",\"value\":\"b\"|23|the object is not closed",
                "{\"key\":\"a\",\"value\":\"b\"} x|25|something stands behind the object",
                "{\"key\" \"a\"}|8|there is no colon behind the name of a member",
                "{\"x\":}|6|a value is missing",
                "{\"x\":[1}|8|a list or object is not closed"
            })
    void aLineThatIsNoEntryOfJsonIsAnErrorWithItsPlace(String line, int column, String what) throws IOException {
        assertThat(error(TableFile.Format.JSON_LINES, line))
                .isEqualTo("t:2:" + column + ": error: " + what
                        + "; right is {\"key\":\"...\",\"value\":\"...\"} on one line, in UTF-8, or key_base64 and"
                        + " value_base64 for other bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET 15", "del 15", "END", "FROB", "0x"})
    void aLineThatStoresNothingIsAnError(String line) throws IOException {
        assertThat(error(TableFile.Format.COMMANDS, " " + line))
                .isEqualTo("t:2:2: error: '" + line.split(" ", -1)[0]
                        + "' stores nothing; right is a line that is PUT key value, or APPEND key value");
    }

    @Test
    void whatIsWrongWithAPutIsSaidAsInACommandFile() throws IOException {
        assertThat(error(TableFile.Format.COMMANDS, "PUT 15")).startsWith("t:2:1: error: wrong number of arguments");
        assertThat(error(TableFile.Format.COMMANDS, "PUT 15 \"a")).startsWith("t:2:8: error: the quote is not closed");
    }

    @Test
    void keysAndValuesOfJsonHaveTheirLimits() throws IOException {
        assertThat(error(TableFile.Format.JSON_LINES, "{\"key\":\"\",\"value\":\"\"}"))
                .startsWith("t:2:8: error: the key is empty; right is a key of 1 B");
        assertThat(error(TableFile.Format.JSON_LINES, "{\"key\":\"" + "k".repeat(65_537) + "\",\"value\":\"\"}"))
                .startsWith("t:2:8: error: the key has 65537 B; right is a key of 1 B");
        assertThat(error(TableFile.Format.JSON_LINES, "{\"key\":\"k\",\"siblings\":[]}"))
                .isEqualTo(
                        "t:2:12: error: the key has several values side by side; right is one of them, as \"value\"");
        assertThat(error(TableFile.Format.JSON_LINES, "{\"x\":" + "[".repeat(100)))
                .startsWith("t:2:70: error: the members lie deeper than 64 objects");
    }

    private static String error(TableFile.Format format, String line) throws IOException {
        CommandReader reader = file(format).reader(source(("\n" + line + "\n").getBytes(UTF_8)), new CutValues());
        assertThat(reader.next()).isEqualTo(CommandReader.Result.ERROR);
        String text = reader.error().text();
        assertThat(reader.next()).isEqualTo(CommandReader.Result.END_OF_FILE);
        return text;
    }

    @Test
    void aLongValueOfAnyBytesFitsTheLinesThatAreRead() throws IOException {
        byte[] value = new byte[LONG];
        Arrays.fill(value, (byte) 1);
        for (TableFile.Format format : TableFile.Format.values()) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            try (ByteOutput out = new ByteOutput(text)) {
                file(format).writer(out).write(new byte[] {'k'}, value, 0, value.length);
            }
            CommandReader reader = file(format).reader(source(text.toByteArray()), new CutValues());
            int length = 0;
            List<Verb> verbs = new ArrayList<>();
            while (reader.next() == CommandReader.Result.COMMAND) {
                verbs.add(reader.command().verb());
                length += reader.command().valueLength();
            }
            assertThat(length).isEqualTo(LONG);
            assertThat(verbs)
                    .isEqualTo(
                            format == TableFile.Format.COMMANDS ? List.of(Verb.PUT, Verb.APPEND) : List.of(Verb.PUT));
        }
    }

    @Test
    void aKeyWithSeveralValuesIsWrittenAsJsonAlone() throws IOException {
        List<byte[]> values = List.of("a".getBytes(UTF_8), new byte[] {-1});
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (ByteOutput out = new ByteOutput(text)) {
            file(TableFile.Format.JSON_LINES).writer(out).writeSiblings(new byte[] {'k'}, values);
            assertThatThrownBy(
                            () -> file(TableFile.Format.COMMANDS).writer(out).writeSiblings(new byte[] {'k'}, values))
                    .hasMessageStartingWith(
                            "'k' has several values side by side, which commands cannot tell; right is");
        }
        assertThat(text.toString(UTF_8))
                .isEqualTo("{\"key\":\"k\",\"siblings\":[{\"value\":\"a\"},{\"value_base64\":\"/w==\"}]}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "a,COMMANDS",
        "a.dht,COMMANDS",
        "json,COMMANDS",
        "a.JSON,JSON_LINES",
        "b/a.jsonl,JSON_LINES",
        "a.ndjson,JSON_LINES"
    })
    void theNameTellsTheFormat(String name, TableFile.Format format) {
        assertThat(TableFile.of(name).format()).isEqualTo(format);
    }
}
