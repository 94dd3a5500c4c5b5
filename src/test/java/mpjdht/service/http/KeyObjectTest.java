package mpjdht.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import mpjdht.service.FakeTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyObjectTest {
    private static final int SEEDS = 300;

    private final FakeTable table = new FakeTable(1);

    private Map<String, Object> ask(KeyObject.Kind kind, byte[] body, int status) throws IOException {
        FakeClient client = new FakeClient(table, new SplittableRandom(body.length));
        client.ask(new KeyObject(client, table.door(), client.place(), kind), body);
        assertThat(client.status().code()).isEqualTo(status);
        Described.check("POST", "/" + kind.name().toLowerCase(Locale.ROOT), status);
        return JSON.std.mapFrom(client.body());
    }

    private Map<String, Object> ask(KeyObject.Kind kind, String body, int status) throws IOException {
        return ask(kind, body.getBytes(StandardCharsets.UTF_8), status);
    }

    private void store(String key, byte[] value) {
        FakeClient client = new FakeClient(table, new SplittableRandom(0));
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        client.ask(
                new WriteKey(
                        client,
                        value.length,
                        table.door(),
                        client.place(),
                        bytes,
                        false,
                        new WriteKey.Condition("", "")),
                value);
        assertThat(client.status()).isEqualTo(HttpResponseStatus.NO_CONTENT);
    }

    @Test
    void storesWhatItTellsLater() throws IOException {
        String object = "{\"key\": \"schl\\u00fcssel\", \"value\": \"wert\\ud83d\\ude00\"}";
        assertThat(ask(KeyObject.Kind.PUT, object, 200)).containsKeys("success", "key", "version");
        assertThat(ask(KeyObject.Kind.GET, "{\"key\": \"schlüssel\"}", 200))
                .containsEntry("success", true)
                .containsEntry("key", "schlüssel")
                .containsEntry("value", "wert😀")
                .doesNotContainKey("value_base64");
        assertThat(ask(KeyObject.Kind.DELETE, "{\"key\": \"schlüssel\"}", 200)).containsEntry("success", true);
        assertThat(ask(KeyObject.Kind.GET, "{\"key\": \"schlüssel\"}", 404)).containsEntry("success", false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{'key': 'k'}",
                "{\"key\": \"k\",}",
                "{\"key\": \"k\"}x",
                "{\"key\": \"k\"} {\"key\": \"l\"}",
                "{\"key\": \"k\"}]",
                "{\"key\": \"k\", \"key\": \"l\"}",
                "{\"key\": \"a\nb\"}",
            })
    void refusesWhatIsNotOneObject(String body) throws IOException {
        assertThat(ask(KeyObject.Kind.GET, body, 400))
                .containsEntry(
                        "error",
                        "the body is not one JSON object in UTF-8; right is {\"key\": \"…\", \"writer_id\": \"…\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "ISO-8859-1"})
    void refusesOtherEncodings(String encoding) throws IOException {
        byte[] body = "{\"key\": \"schlüssel\"}".getBytes(Charset.forName(encoding));
        assertThat(ask(KeyObject.Kind.GET, body, 400).get("error")).asString().contains("in UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udfff", "a\\ud83d", "\\ude00\\ud83d", "\\ud83d\\ud83d\\ude00"})
    void refusesHalvesOfCharacters(String half) throws IOException {
        assertThat(ask(KeyObject.Kind.GET, "{\"key\": \"" + half + "\"}", 400))
                .containsEntry(
                        "error", "'key' has half of a surrogate pair; right is both halves, as in \\ud83d\\ude00");
        assertThat(ask(KeyObject.Kind.PUT, "{\"key\": \"k\", \"value\": \"" + half + "\"}", 400)
                        .get("error"))
                .asString()
                .startsWith("'value' has half");
        assertThat(ask(KeyObject.Kind.GET, "{\"key\": \"k\", \"writer_id\": \"" + half + "\"}", 400)
                        .get("error"))
                .asString()
                .startsWith("'writer_id' has half");
        assertThat(table.value("k")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"w\"",
                "\"\"",
                "\"7\"",
                "0",
                "-7",
                "9223372036854775807",
                "-9223372036854775808",
            })
    void tellsBackWhoAsks(String writer) throws IOException {
        Object who = JSON.std.mapFrom("{\"w\":" + writer + "}").get("w");
        String asks = "\"key\": \"k\", \"writer_id\": " + writer + "}";
        assertThat(ask(KeyObject.Kind.PUT, "{\"value\": \"v\", " + asks, 200)).containsEntry("writer_id", who);
        assertThat(ask(KeyObject.Kind.GET, "{" + asks, 200)).containsEntry("writer_id", who);
        assertThat(ask(KeyObject.Kind.DELETE, "{" + asks, 200)).containsEntry("writer_id", who);
        assertThat(ask(KeyObject.Kind.DELETE, "{" + asks, 404)).containsEntry("writer_id", who);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "[]", "{}", "1.0", "1e2", "0.5", "9223372036854775808", "1e400"})
    void refusesWritersOfOtherKinds(String writer) throws IOException {
        String object = "{\"key\": \"k\", \"value\": \"v\", \"writer_id\": " + writer + "}";
        assertThat(ask(KeyObject.Kind.PUT, object, 400))
                .containsEntry("error", "'writer_id' is neither; right is a string, or a whole number of 64 bits");
    }

    @Test
    void refusesLongerBodiesBeforeTheyHaveCome() {
        KeyObject put =
                new KeyObject(new FakeClient(table, new SplittableRandom(0)), table.door(), 0, KeyObject.Kind.PUT);
        assertThat(put.mostBytes()).isEqualTo(4 << 20);
        assertThat(put.tooLong())
                .isEqualTo("a body of at most 4194304 bytes is right here; PUT /keys/KEY takes any value");
    }

    @Test
    void tellsValuesOfAnyLengthAndKind() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            byte[] value = draw(new SplittableRandom(seed));
            store("k", value);
            Map<String, Object> told =
                    new HashMap<>(ask(KeyObject.Kind.GET, "{\"key\": \"k\", \"writer_id\": 1}", 200));
            String text = new String(value, StandardCharsets.UTF_8);
            boolean isText = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), value);
            assertThat(told.remove("version")).asString().hasSize(32);
            assertThat(told)
                    .as("seed %s", seed)
                    .isEqualTo(
                            isText
                                    ? Map.of("success", true, "key", "k", "value", text, "writer_id", 1)
                                    : Map.of(
                                            "success",
                                            true,
                                            "key",
                                            "k",
                                            "value_base64",
                                            Base64.getEncoder().encodeToString(value),
                                            "writer_id",
                                            1));
        }
    }

    /** Text of characters of all lengths, and sometimes a byte in it that is none; of lengths near those of pieces. */
    private static byte[] draw(SplittableRandom random) {
        String[] letters = {"a", "\"", "\\", "\u0000", "\n", "ü", "€", "😀"};
        int most = random.nextInt(4) == 0 ? 200_000 : 2 * ValuePieces.PIECE_BYTES;
        int length = random.nextInt(most);
        int kinds = 1 + random.nextInt(letters.length);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(letters[random.nextInt(kinds)]);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(3) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) 0xff;
        }
        return bytes;
    }

    @Test
    void makesALongValueALittleAtATime() throws IOException {
        store("long", new byte[1 << 20]);
        FakeClient client = new FakeClient(table, new SplittableRandom(3));
        client.ask(
                new KeyObject(client, table.door(), client.place(), KeyObject.Kind.GET),
                "{\"key\": \"long\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(client.longestPiece()).isEqualTo(6 * ValuePieces.PIECE_BYTES);
        assertThat(client.body()).hasSizeGreaterThan(6 << 20);
    }
}
