package mpjdht.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mpjdht.command.Outcomes.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonResultsTest {
    private static void everyVerb(ResultWriter writer, Outcome outcome) throws IOException {
        byte[] key = "15".getBytes(UTF_8);
        writer.startFile("a \"b\".dht");
        writer.write(outcome.of(Verb.PUT, 1).key(key, 0, 2).at(40, 1, 1));
        writer.write(get(outcome, key, "673".getBytes(UTF_8)));
        writer.write(outcome.of(Verb.DELETE, 4).key(key, 0, 2).at(40, 1, 2).found());
        writer.write(get(outcome, key, null).at(-1L, 6, 1));
        writer.write(outcome.of(Verb.ADD, 6).rank(1).id(40).moved(3, 36));
        writer.write(outcome.of(Verb.REMOVE, 8).id(40).moved(3, 36).successor(1000));
        writer.write(outcome.of(Verb.END, 9));
        writer.finish();
    }

    @Test
    void printsALinePerCommand() {
        assertThat(Outcomes.printText(ResultFormat.JSON, false, JsonResultsTest::everyVerb))
                .isEqualTo("""
                        {"line":1,"op":"PUT","key":"15","node":40,"rank":1,"hops":1}
                        {"line":3,"op":"GET","key":"15","found":true,"value":"673","node":40,"rank":1,"hops":1}
                        {"line":4,"op":"DELETE","key":"15","found":true,"node":40,"rank":1,"hops":2}
                        {"line":3,"op":"GET","key":"15","found":false,"node":18446744073709551615,"rank":6,"hops":1}
                        {"line":6,"op":"ADD","rank":1,"id":40,"keys_moved":3,"bytes_moved":36}
                        {"line":8,"op":"REMOVE","id":40,"keys_moved":3,"bytes_moved":36,"successor":1000}
                        {"line":9,"op":"END"}
                        """);
    }

    @Test
    void tellsWhatACasCameToAndWhereANumberStandsNow() {
        byte[] key = "15".getBytes(UTF_8);
        byte[] value = {'6', (byte) 0xFF};
        assertThat(Outcomes.printText(ResultFormat.JSON, false, (writer, outcome) -> {
                    writer.write(
                            outcome.of(Verb.CAS, 1).key(key, 0, 2).swapped().at(40, 1, 1));
                    writer.write(outcome.of(Verb.CAS, 2)
                            .key(key, 0, 2)
                            .value(value, 0, 1)
                            .at(40, 1, 1));
                    writer.write(outcome.of(Verb.CAS, 3)
                            .key(key, 0, 2)
                            .value(value, 0, 2)
                            .at(40, 1, 1));
                    writer.write(outcome.of(Verb.CAS, 4).key(key, 0, 2).at(40, 1, 1));
                    writer.write(outcome.of(Verb.INCR, 5)
                            .key(key, 0, 2)
                            .value(value, 0, 1)
                            .at(40, 1, 2));
                }))
                .isEqualTo("""
                        {"line":1,"op":"CAS","key":"15","swapped":true,"node":40,"rank":1,"hops":1}
                        {"line":2,"op":"CAS","key":"15","swapped":false,"found":true,"value":"6","node":40,"rank":1,"hops":1}
                        {"line":3,"op":"CAS","key":"15","swapped":false,"found":true,"value_base64":"Nv8=","node":40,"rank":1,"hops":1}
                        {"line":4,"op":"CAS","key":"15","swapped":false,"found":false,"node":40,"rank":1,"hops":1}
                        {"line":5,"op":"INCR","key":"15","value":"6","node":40,"rank":1,"hops":2}
                        """);
    }

    @Test
    void namesTheFileWhenThereAreSeveral() {
        byte[] printed = Outcomes.print(ResultFormat.JSON, false, true, JsonResultsTest::everyVerb);
        assertThat(new String(printed, UTF_8).lines()).hasSize(7).allSatisfy(line -> assertThat(line)
                .contains(",\"file\":\"a \\\"b\\\".dht\",\"op\":"));
    }

    @Test
    void printsBytesThatAreNotUtf8AsBase64() {
        byte[] key = {(byte) 0xFF};
        byte[] value = {(byte) 0xC0, (byte) 0x80};
        assertThat(Outcomes.printText(
                        ResultFormat.JSON, false, (writer, outcome) -> writer.write(get(outcome, key, value))))
                .contains("\"key_base64\":\"/w==\"", "\"value_base64\":\"wIA=\"");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyJsonParserReadsBackTheSameBytes(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] key = randomBytes(random, 1);
            byte[] value = randomBytes(random, 0);
            byte[] line = Outcomes.print(
                    ResultFormat.JSON, false, false, (writer, outcome) -> writer.write(get(outcome, key, value)));
            assertThat(line).as("seed %d", seed).endsWith('}', '\n');
            Map<String, Object> parsed = JSON.std.mapFrom(line);
            assertThat(bytes(parsed, "key")).as("seed %d", seed).isEqualTo(key);
            assertThat(bytes(parsed, "value")).as("seed %d", seed).isEqualTo(value);
            assertThat(parsed)
                    .containsEntry("node", 40)
                    .containsEntry("line", 3)
                    .containsEntry("found", true);
        }
    }

    private static byte[] bytes(Map<String, Object> parsed, String name) {
        Object text = parsed.get(name);
        return text == null
                ? Base64.getDecoder().decode((String) parsed.get(name + "_base64"))
                : ((String) text).getBytes(UTF_8);
    }

    private static byte[] randomBytes(Random random, int least) {
        if (random.nextBoolean()) {
            byte[] bytes = new byte[least + random.nextInt(8)];
            random.nextBytes(bytes);
            return bytes;
        }
        StringBuilder text = new StringBuilder("a".repeat(least));
        for (int i = random.nextInt(12); i > 0; i--) {
            int point = random.nextBoolean() ? random.nextInt(0x80) : random.nextInt(0x110000);
            text.appendCodePoint(point >= 0xD800 && point < 0xE000 ? '"' : point);
        }
        return text.toString().getBytes(UTF_8);
    }
}
