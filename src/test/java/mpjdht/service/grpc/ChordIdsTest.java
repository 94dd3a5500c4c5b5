package mpjdht.service.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.Sha1KeySpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChordIdsTest {
    private static final int DRAWS = 2000;

    @Test
    void nodesAreWrittenWithAllTheirDigitsAndReadBack() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < DRAWS; i++) {
            long node = random.nextLong() >>> random.nextInt(Long.SIZE);
            String text = ChordIds.text(node);
            assertThat(text).isEqualTo(NaiveCircle.place(node).toString());
            assertThat(ChordIds.node(text)).hasValue(node);
            assertThat(ChordIds.position(text)).hasValue(node);
            String next = new BigInteger(text).add(BigInteger.ONE).toString();
            assertThat(ChordIds.node(next)).isEmpty();
            assertThat(ChordIds.position(next)).hasValue(node + 1);
        }
    }

    @Test
    void aKeyIsWhereTheNumberOfItsHashIs() throws NoSuchAlgorithmException {
        Sha1KeySpace space = new Sha1KeySpace(NaiveCircle.BITS);
        KeyPlace place = new KeyPlace();
        for (int i = 0; i < DRAWS; i++) {
            byte[] key = ("key " + i).getBytes(StandardCharsets.UTF_8);
            BigInteger hash =
                    new BigInteger(1, MessageDigest.getInstance("SHA-1").digest(key));
            space.locate(key, 0, key.length, place);
            assertThat(ChordIds.position(hash.toString())).hasValue(place.position());
        }
    }

    @Test
    void behindTheHighestNodeTheCircleBeginsAnew() {
        assertThat(ChordIds.position(NaiveCircle.SIZE.subtract(BigInteger.ONE).toString()))
                .hasValue(0);
        assertThat(ChordIds.position(NaiveCircle.SIZE.toString())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "-1",
                "+1",
                " 1",
                "1.0",
                "0x10",
                "\u0661",
                "9999999999999999999999999999999999999999999999999",
                "99999999999999999999999999999999999999999999999999"
            })
    void whatIsNoNumberBelow2To160IsNoId(String text) {
        assertThat(ChordIds.position(text)).isEmpty();
        assertThat(ChordIds.node(text)).isEmpty();
    }
}
