package mpjdht.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {
    private static List<String> encode(Frame.Kind kind, int rank, byte[] payload) {
        byte[] line = new byte[Frames.LINE_BYTES_MAX];
        List<String> lines = new ArrayList<>();
        int at = 0;
        do {
            Frames.Encoded encoded = Frames.encode(kind, rank, payload, at, payload.length, line);
            lines.add(new String(line, 0, encoded.lineBytes(), StandardCharsets.ISO_8859_1));
            at = encoded.next();
        } while (at < payload.length);
        return lines;
    }

    private static byte[] decode(List<String> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < lines.size(); i++) {
            Frame frame = Frames.decode(lines.get(i).strip()).orElseThrow();
            assertThat(frame.complete()).isEqualTo(i == lines.size() - 1);
            bytes.writeBytes(frame.payload());
        }
        return bytes.toByteArray();
    }

    @Test
    void everyByteComesBack() {
        byte[] payload = new byte[256];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) i;
        }

        assertThat(decode(encode(Frame.Kind.RESULTS, 7, payload))).isEqualTo(payload);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void randomPayloadsOfAnyLengthComeBackInBoundedPrintableLines(int seed) {
        Random random = new Random(seed);
        byte[] payload = new byte[random.nextInt(20_000)];
        random.nextBytes(payload);

        List<String> lines = encode(Frame.Kind.LINE, random.nextInt(1_000_000), payload);

        assertThat(lines).allSatisfy(line -> assertThat(line)
                .matches("[ -~]+[;+]\n")
                .hasSizeLessThanOrEqualTo(Frames.LINE_BYTES_MAX)
                .doesNotEndWith("EXIT\n"));
        assertThat(decode(lines)).isEqualTo(payload);
    }

    @ParameterizedTest
    @EnumSource(Frame.Kind.class)
    void kindAndRankComeBack(Frame.Kind kind) {
        Frame frame = Frames.decode(
                        encode(kind, 123_456_789, new byte[0]).get(0).strip())
                .orElseThrow();

        assertThat(frame.kind()).isEqualTo(kind);
        assertThat(frame.rank()).isEqualTo(123_456_789);
        assertThat(frame.payload()).isEmpty();
        assertThat(frame.complete()).isTrue();
    }

    @Test
    void plainTextStaysReadable() {
        assertThat(encode(Frame.Kind.RESULTS, 7, "GET 15 -> 673 @40\n".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("~dht:R7:GET 15 -> 673 @40%0A;\n");
    }

    @Test
    void findsAFrameBehindTextWithoutALineBreak() {
        assertThat(Frames.indexOf("warning: ~dht:A0:;")).isEqualTo(9);
        assertThat(Frames.indexOf("warning")).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "~dht:",
                "~dht:R",
                "~dht:R1",
                "~dht:R1:",
                "~dht:R1:x",
                "~dht:R:x;",
                "~dht:Q1:x;",
                "~dht:R-1:x;",
                "~dht:R1234567890:x;",
                "~dht:R1:%;",
                "~dht:R1:%4;",
                "~dht:R1:%4G;",
                "~dht:R1:é;",
                "~dht:R1:\t;",
                " ~dht:R1:x;",
            })
    void whatIsNotExactlyOneFrameIsNone(String line) {
        assertThat(Frames.decode(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void damagedFramesNeverThrow(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder line = new StringBuilder("~dht:R7:GET 15 -> %22673%22 @40%0A;");
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                line.setCharAt(random.nextInt(line.length()), (char) random.nextInt(0x180));
            }
            Frames.decode(line.toString())
                    .ifPresent(frame -> assertThat(frame.payload().length).isLessThan(line.length()));
        }
    }

    @Test
    void aLineLongerThanAnyFrameIsNone() {
        assertThat(Frames.decode("~dht:R1:" + "x".repeat(Frames.LINE_BYTES_MAX) + ";"))
                .isEmpty();
    }
}
