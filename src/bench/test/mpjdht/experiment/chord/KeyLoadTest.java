package mpjdht.experiment.chord;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import mpjdht.experiment.lab.Histogram;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.lab.Repetitions;
import mpjdht.experiment.lab.Histogram;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.lab.Repetitions;
import org.junit.jupiter.api.Test;
import mpjdht.experiment.lab.Histogram;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.lab.Repetitions;
import org.junit.jupiter.params.ParameterizedTest;
import mpjdht.experiment.lab.Histogram;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.lab.Repetitions;
import org.junit.jupiter.params.provider.CsvSource;

class KeyLoadTest {
    private static final int REST_BITS = 96;

    @ParameterizedTest
    @CsvSource({"1,1,100", "2,1,1000", "50,1,3000", "16,20,3000", "7,3,1"})
    void countsEveryKeyAtTheOwnerOnTheCircleOf160Bits(int nodes, int virtualNodes, int keys) {
        for (long seed = 0; seed < 10; seed++) {
            TreeMap<BigInteger, Integer> circle = new TreeMap<>();
            for (int node = 0; node < nodes; node++) {
                for (int i = 0; i < virtualNodes; i++) {
                    BigInteger hash = sha1(KeyLoad.nameOf(node, i, seed).getBytes(StandardCharsets.UTF_8));
                    circle.put(hash.shiftRight(REST_BITS).shiftLeft(REST_BITS), node);
                }
            }
            int[] expected = new int[nodes];
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < keys; i++) {
                byte[] key = ByteBuffer.allocate(8).putLong(random.nextLong()).array();
                Map.Entry<BigInteger, Integer> owner = circle.ceilingEntry(sha1(key));
                expected[owner == null ? circle.firstEntry().getValue() : owner.getValue()]++;
            }

            int[] found = new KeyLoad(nodes, virtualNodes, keys).keysOfNodes(seed);

            assertThat(found).as("seed %s", seed).isEqualTo(expected);
            assertThat(IntStream.of(found).sum()).isEqualTo(keys);
        }
    }

    @Test
    void repeatsWithAnotherRingAndOtherKeysEachTime() {
        KeyLoad load = new KeyLoad(20, 1, 1000);

        Repetitions repetitions = load.repeat(5, Plan.of(7));

        assertThat(repetitions.runs()).isEqualTo(5);
        assertThat(repetitions.all().total()).isEqualTo(100);
        assertThat(repetitions.range(Histogram::most)).matches(range -> range.least() < range.most());
        assertThat(load.repeat(5, Plan.of(7)).range(Histogram::most))
                .isEqualTo(repetitions.range(Histogram::most));
    }

    private static BigInteger sha1(byte[] bytes) {
        try {
            return new BigInteger(1, MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
