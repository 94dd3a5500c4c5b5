package mpjdht.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeySpaceTest {

    @ParameterizedTest
    @ValueSource(strings = {"1", "15", "999", "1000"})
    void aCanonicalIntegerOfTheCircleIsItsOwnPosition(String key) {
        assertThat(position(new DirectKeySpace(1000), key)).isEqualTo(Long.parseLong(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "01", "1001", "-1", "+1", "1 ", "a", "99999999999999999999", "9223372036854775808"})
    void anyOtherKeyIsHashedOntoTheCircle(String key) {
        assertThat(position(new DirectKeySpace(1000), key)).isBetween(1L, 1000L);
        assertThat(position(new DirectKeySpace(7), key)).isBetween(1L, 7L);
    }

    @ParameterizedTest
    @CsvSource({
        "999999999999999999, true",
        "1000000000000000000, true",
        "9223372036854775807, true",
        "9223372036854775808, false",
        "9999999999999999999, false",
        "18446744073709551616, false",
        "18446744073709551617, false"
    })
    void aKeyIsItsOwnPositionUpToTheHighestIdOfTheLargestCircle(String key, boolean isItsOwn) {
        assertThat(position(new DirectKeySpace(Long.MAX_VALUE), key))
                .isPositive()
                .matches(position -> isItsOwn == key.equals(Long.toString(position)));
    }

    @Test
    void keysWithLeadingZerosSpreadOverTheCircle() {
        Set<Long> positions = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            positions.add(position(new DirectKeySpace(1000), "0" + i));
        }

        assertThat(positions).hasSizeGreaterThan(550);
    }

    /** XXH3 of the specification's test vectors: the empty-seed hash of "a" and of 4-byte zero input are published. */
    @Test
    void xxh3IsTheHashOfThatName() {
        KeyPlace place = new KeyPlace();
        new Xxh3KeySpace(64).locate("a".getBytes(StandardCharsets.US_ASCII), 0, 1, place);

        assertThat(place.position()).isEqualTo(0xE6C632B61E964E1FL);
        assertThat(place.hash()).isEqualTo(0x1E964E1F);
    }

    @ParameterizedTest
    @CsvSource({"8, 230", "16, 59078", "32, 3871748790"})
    void aSmallerCircleOfHashesTakesTheLeadingBits(int bits, long expected) {
        assertThat(position(new Xxh3KeySpace(bits), "a")).isEqualTo(expected);
        assertThat(new Xxh3KeySpace(bits).highestId()).isEqualTo((1L << bits) - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 32, 63, 64, 65, 72, 100, 128, 159, 160})
    void ownershipIsThatOfTheFullSha1Ring(int bits) throws NoSuchAlgorithmException {
        Random random = new Random(bits);
        Sha1KeySpace space = new Sha1KeySpace(bits);
        BigInteger unit = BigInteger.ONE.shiftLeft(Math.max(0, bits - 64));
        TreeSet<BigInteger> fullRing = new TreeSet<>();
        TreeSet<Long> ring = new TreeSet<>(Long::compareUnsigned);
        for (int i = 0; i < 20; i++) {
            long id = bits >= 64 ? random.nextLong() : random.nextLong() & space.highestId();
            ring.add(id);
            fullRing.add(unsigned(id).multiply(unit));
        }
        for (int i = 0; i < 500; i++) {
            byte[] key = new byte[1 + random.nextInt(30)];
            random.nextBytes(key);
            BigInteger hash =
                    new BigInteger(1, MessageDigest.getInstance("SHA-1").digest(key)).shiftRight(160 - bits);
            BigInteger fullOwner = fullRing.ceiling(hash);
            fullOwner = fullOwner == null ? fullRing.first() : fullOwner;
            KeyPlace place = new KeyPlace();
            space.locate(key, 0, key.length, place);
            Long owner = ring.ceiling(place.position());
            owner = owner == null ? ring.first() : owner;

            assertThat(unsigned(owner).multiply(unit)).isEqualTo(fullOwner);
        }
    }

    @Test
    void aHashThatIsAMultipleOfTheUnitIsNotRoundedUp() throws NoSuchAlgorithmException {
        Sha1KeySpace space = new Sha1KeySpace(65);
        int even = 0;
        for (int i = 0; i < 200; i++) {
            byte[] key = ("k" + i).getBytes(StandardCharsets.US_ASCII);
            BigInteger hash =
                    new BigInteger(1, MessageDigest.getInstance("SHA-1").digest(key)).shiftRight(95);
            long leading = hash.shiftRight(1).longValue();
            boolean odd = hash.testBit(0);
            even += odd ? 0 : 1;
            KeyPlace place = new KeyPlace();
            space.locate(key, 0, key.length, place);

            assertThat(place.position()).isEqualTo(odd ? leading + 1 : leading);
        }
        assertThat(even).isBetween(50, 150);
    }

    @Test
    void nodesOfADirectCircleAreSpreadEvenlyAndEndWithTheHighestId() {
        assertThat(new DirectKeySpace(1000).initialIds(1)).containsExactly(1000);
        assertThat(new DirectKeySpace(1000).initialIds(4)).containsExactly(250, 500, 750, 1000);
        assertThat(new DirectKeySpace(10).initialIds(3)).containsExactly(4, 7, 10);
        assertThat(new DirectKeySpace(5).initialIds(5)).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void nodesOfAHashedCircleAreDifferentAndEndWithTheHighestId() {
        for (KeySpace space : new KeySpace[] {new Sha1KeySpace(160), new Xxh3KeySpace(64), new Xxh3KeySpace(8)}) {
            long[] ids = space.initialIds(256);

            assertThat(Arrays.stream(ids).distinct().count()).isEqualTo(256);
            assertThat(ids[255]).isEqualTo(space.highestId());
            assertThat(Arrays.stream(ids).allMatch(space::contains)).isTrue();
            assertThat(space.initialIds(256)).isEqualTo(ids);
        }
    }

    @Test
    void refusesMoreNodesThanTheCircleHasIds() {
        assertThatThrownBy(() -> new DirectKeySpace(5).initialIds(6)).hasMessageContaining("cannot hold 6 nodes");
        assertThatThrownBy(() -> new Xxh3KeySpace(8).initialIds(257)).hasMessageContaining("cannot hold 257 nodes");
    }

    @Test
    void refusesCirclesOfImpossibleSize() {
        assertThatThrownBy(() -> new DirectKeySpace(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new Xxh3KeySpace(65)).hasMessageContaining("8 to 64");
        assertThatThrownBy(() -> new Xxh3KeySpace(7)).hasMessageContaining("8 to 64");
        assertThatThrownBy(() -> new Sha1KeySpace(161)).hasMessageContaining("8 to 160");
        assertThatThrownBy(() -> new Sha1KeySpace(7)).hasMessageContaining("8 to 160");
    }

    @Test
    void knowsWhichIdsAreOnTheCircle() {
        assertThat(new DirectKeySpace(1000).contains(0)).isFalse();
        assertThat(new DirectKeySpace(1000).contains(1)).isTrue();
        assertThat(new DirectKeySpace(1000).contains(1000)).isTrue();
        assertThat(new DirectKeySpace(1000).contains(1001)).isFalse();
        assertThat(new Sha1KeySpace(160).contains(-1)).isTrue();
        assertThat(new Sha1KeySpace(8).contains(256)).isFalse();
    }

    @Test
    void aNodesNameHashesOntoTheCircle() {
        for (KeySpace space :
                new KeySpace[] {new DirectKeySpace(50), new Sha1KeySpace(10), new Sha1KeySpace(160), new Xxh3KeySpace(9)
                }) {
            for (int rank = 1; rank < 200; rank++) {
                assertThat(space.contains(space.idOf("rank-" + rank))).isTrue();
            }
        }
    }

    private static long position(KeySpace space, String key) {
        byte[] bytes = ("xx" + key + "yy").getBytes(StandardCharsets.US_ASCII);
        KeyPlace place = new KeyPlace();
        space.locate(bytes, 2, key.length(), place);
        return place.position();
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }
}
