package mpjdht.service.resp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands of RESP, in whatever pieces they come. */
class RespReaderTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<String> words(RespReader reader) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < reader.words(); i++) {
            words.add(new String(reader.bytes(), reader.offset(i), reader.length(i), StandardCharsets.ISO_8859_1));
        }
        return words;
    }

    private static List<List<String>> read(String text) {
        return readInPieces(bytes(text), new SplittableRandom(1), Integer.MAX_VALUE);
    }

    private static List<List<String>> readInPieces(byte[] all, SplittableRandom random, int most) {
        RespReader reader = new RespReader();
        List<List<String>> commands = new ArrayList<>();
        int at = 0;
        while (at < all.length) {
            int piece = Math.min(all.length - at, most == Integer.MAX_VALUE ? most : 1 + random.nextInt(most));
            reader.append(all, at, piece);
            at += piece;
            RespReader.Result result = reader.next();
            while (result == RespReader.Result.COMMAND) {
                commands.add(words(reader));
                result = reader.next();
            }
            if (result == RespReader.Result.ERROR) {
                commands.add(List.of("error", reader.error()));
                return commands;
            }
        }
        return commands;
    }

    @Test
    void readsArraysOfBulkStrings() {
        assertThat(read("*2\r\n$3\r\nGET\r\n$1\r\nk\r\n*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$4\r\na\r\nb\r\n"))
                .containsExactly(List.of("GET", "k"), List.of("SET", "k", "a\r\nb"));
    }

    @Test
    void readsLinesOfWords() {
        assertThat(read("PING\r\n  get  k \nSET k \"a \\\"b\\\" \\x41\\n\"\r\necho 'it\\'s'\r\n"))
                .containsExactly(
                        List.of("PING"),
                        List.of("get", "k"),
                        List.of("SET", "k", "a \"b\" A\n"),
                        List.of("echo", "it's"));
    }

    @Test
    void passesOverWhatIsEmpty() {
        assertThat(read("\r\n\n*0\r\n*-1\r\n*1\r\n$4\r\nPING\r\n")).containsExactly(List.of("PING"));
    }

    @ParameterizedTest
    @CsvSource({
        "*1x\\r\\n, invalid multibulk length",
        "*99999999\\r\\n, invalid multibulk length",
        "*1\\r\\nx, expected '$'",
        "*1\\r\\n$-1\\r\\n, invalid bulk length",
        "*1\\r\\n$99999999999\\r\\n, invalid bulk length",
        "*1\\r\\n$99999999999999999999\\r\\n, invalid length",
        "*1\\r\\n$2\\r\\nabc\\r\\n, does not end where it says",
        "*1\\rx, CR LF",
        "get \"k\\n, unbalanced quotes",
        "get \"k\"x\\n, unbalanced quotes",
    })
    void saysWhatIsWrong(String sent, String why) {
        assertThat(read(sent.replace("\\r", "\r").replace("\\n", "\n")))
                .singleElement()
                .satisfies(command -> assertThat(command.get(1)).contains(why));
    }

    @Test
    void doesNotTakeALineWithoutEnd() {
        assertThat(readInPieces(new byte[1 << 17], new SplittableRandom(1), 1 << 12))
                .singleElement()
                .satisfies(command -> assertThat(command.get(1)).contains("too big inline request"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void readsTheSameInAnyPieces(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        List<List<String>> expected = new ArrayList<>();
        for (int command = 0; command < 300; command++) {
            List<String> words = new ArrayList<>();
            int count = 1 + random.nextInt(5);
            StringBuilder text = new StringBuilder("*" + count + "\r\n");
            for (int i = 0; i < count; i++) {
                byte[] word = new byte[random.nextInt(10) == 0 ? random.nextInt(5000) : random.nextInt(8)];
                random.nextBytes(word);
                String name = new String(word, StandardCharsets.ISO_8859_1);
                words.add(name);
                text.append('$').append(word.length).append("\r\n").append(name).append("\r\n");
            }
            if (random.nextInt(8) == 0) {
                text = new StringBuilder("PING\n");
                words = List.of("PING");
            }
            sent.writeBytes(bytes(text.toString()));
            expected.add(words);
        }
        assertThat(readInPieces(sent.toByteArray(), random, 1 << random.nextInt(14)))
                .isEqualTo(expected);
    }
}
