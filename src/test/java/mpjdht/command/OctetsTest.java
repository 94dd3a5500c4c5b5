package mpjdht.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OctetsTest {
    private interface Search {
        int find(byte[] bytes, int from, int to);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsWhatALoopFindsAtEveryPlaceOfAnArray(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = randomBytes(random);
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            check(bytes, from, to, Octets::lineFeed, b -> b == '\n');
            check(bytes, from, to, Octets::lineBreak, b -> b == '\n' || b == '\r');
            check(bytes, from, to, Octets::white, b -> b == ' ' || b == '\t');
            check(bytes, from, to, Octets::invisible, b -> b <= ' ' || b == 0x7F);
        }
    }

    private static void check(byte[] bytes, int from, int to, Search search, IntPredicate hit) {
        int expected = from;
        while (expected < to && !hit.test(bytes[expected])) {
            expected++;
        }
        assertThat(search.find(bytes, from, to))
                .as("%s from %d to %d", Sources.latin(bytes, 0, bytes.length), from, to)
                .isEqualTo(expected);
    }

    /** Mostly letters, and the neighbours of every byte that is searched for. */
    private static byte[] randomBytes(Random random) {
        byte[] rare = {0, 8, 9, 10, 11, 12, 13, 14, 0x1F, 0x20, 0x21, 0x7E, 0x7F, -0x80, -1};
        byte[] bytes = new byte[random.nextInt(40)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = random.nextInt(6) == 0 ? rare[random.nextInt(rare.length)] : (byte) ('a' + random.nextInt(26));
        }
        return bytes;
    }
}
