package mpjdht.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VersionTest {

    @Test
    void aVersionReadsBackAsItWasWrittenAndTouchesNothingElse() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[40];
            int at = random.nextInt(bytes.length - Version.BYTES + 1);
            long time = random.nextLong();
            int writer = random.nextInt();
            int edition = 1 + random.nextInt(Version.MOST_EDITIONS);
            boolean deleted = random.nextBoolean();

            Version.write(bytes, at, time, writer, edition, deleted);

            assertThat(Version.time(bytes, at)).isEqualTo(time);
            assertThat(Version.writer(bytes, at)).isEqualTo(writer);
            assertThat(Version.edition(bytes, at)).isEqualTo(edition);
            assertThat(Version.isTombstone(bytes, at)).isEqualTo(deleted);
            assertThat(Version.isForgettable(bytes, at)).isEqualTo(deleted);
            Version.markPrunable(bytes, at);
            assertThat(Version.edition(bytes, at)).isEqualTo(edition);
            assertThat(Version.isTombstone(bytes, at)).isEqualTo(deleted);
            assertThat(Version.isForgettable(bytes, at)).isTrue();
            for (int i = 0; i < bytes.length; i++) {
                assertThat(bytes[i] == 0 || (i >= at && i < at + Version.BYTES)).isTrue();
            }
        }
    }

    @Test
    void theLargerPairOfTimeAndUnsignedWriterIsTheNewerWhateverTheEdition() {
        int[] writers = {0, 1, 7, Integer.MAX_VALUE, Integer.MIN_VALUE, -1};
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[2 * Version.BYTES];
            BigInteger[] numbers = new BigInteger[2];
            for (int i = 0; i < 2; i++) {
                long time = random.nextInt(3) == 0 ? Long.MAX_VALUE - random.nextInt(2) : random.nextInt(3);
                int writer = writers[random.nextInt(writers.length)];
                Version.write(
                        bytes,
                        i * Version.BYTES,
                        time,
                        writer,
                        1 + random.nextInt(Integer.MAX_VALUE),
                        random.nextBoolean());
                numbers[i] = BigInteger.valueOf(time)
                        .shiftLeft(Integer.SIZE)
                        .add(BigInteger.valueOf(Integer.toUnsignedLong(writer)));
            }

            assertThat(Integer.signum(Version.compare(bytes, 0, bytes, Version.BYTES)))
                    .as("seed " + seed)
                    .isEqualTo(numbers[0].compareTo(numbers[1]));
        }
    }
}
