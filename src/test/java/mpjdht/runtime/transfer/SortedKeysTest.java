package mpjdht.runtime.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys come out in the order of their bytes, each once, whatever fits into memory, and leave no file. */
class SortedKeysTest {
    private static final int SEEDS = 300;
    private static final int LONGEST = 64 << 10;

    @TempDir
    private Path folder;

    @Test
    void keysComeInTheOrderOfTheirBytesHoweverLittleFitsIntoMemory() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            TreeSet<byte[]> expected = new TreeSet<>(Arrays::compareUnsigned);
            int fanIn = 2 + random.nextInt(4);
            int block = 1 + random.nextInt(100);
            try (SortedKeys keys = new SortedKeys(folder.resolve("table"), 1 + random.nextInt(4000), fanIn, block)) {
                for (int i = random.nextInt(500); i > 0; i--) {
                    byte[] key = new byte[1 + random.nextInt(random.nextInt(20) == 0 ? 300 : 4)];
                    random.nextBytes(key);
                    if (expected.add(key)) {
                        keys.add(key);
                    }
                }
                assertThat(all(keys)).as("seed " + seed).containsExactlyElementsOf(expected);
                assertThat(folder).isEmptyDirectory();
            }
        }
    }

    @Test
    void aKeyMayBeAsLongAsKeysAre() throws IOException {
        byte[] first = new byte[LONGEST];
        byte[] second = new byte[LONGEST];
        second[LONGEST - 1] = (byte) 0x80;
        try (SortedKeys keys = new SortedKeys(folder.resolve("table"), 1, 2, 1000)) {
            keys.add(second);
            keys.add(first);

            assertThat(all(keys)).containsExactly(first, second);
        }
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    private static List<byte[]> all(SortedKeys keys) throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (byte[] key = keys.next(); key != null; key = keys.next()) {
            all.add(key);
        }
        return all;
    }
}
