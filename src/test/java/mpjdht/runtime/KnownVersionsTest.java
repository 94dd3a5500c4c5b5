package mpjdht.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import mpjdht.store.Version;
import org.junit.jupiter.api.Test;

class KnownVersionsTest {
    private static final int KEY = 77;

    private final KnownVersions known = new KnownVersions();

    private int value(int hash, long time, int edition) {
        return heard(hash, time, edition, false);
    }

    private int tombstone(long time, int edition) {
        return heard(KEY, time, edition, true);
    }

    private int nothing() {
        return known.behind(KEY, new byte[Version.BYTES], 0);
    }

    private int heard(int hash, long time, int edition, boolean deleted) {
        byte[] bytes = new byte[Version.BYTES + 3];
        Version.write(bytes, 3, time, 1, edition, deleted);
        return known.behind(hash, bytes, 3);
    }

    @Test
    void whatIsOlderIsBehindByAsManyVersionsAsWereCountedBetween() {
        assertThat(nothing()).isZero();
        assertThat(value(KEY, 10, 1)).isZero();
        assertThat(value(KEY, 30, 4)).isZero();
        assertThat(value(KEY, 30, 4)).isZero();
        assertThat(value(KEY, 20, 2)).isEqualTo(2);
        assertThat(nothing()).isEqualTo(4);
        assertThat(value(KEY, 40, 5)).isZero();
    }

    @Test
    void versionsAreCountedFromTheFirstOneAgainOnceADeletedKeyIsForgotten() {
        value(KEY, 10, 1);
        assertThat(tombstone(20, 2)).isZero();
        assertThat(nothing()).isZero();
        assertThat(value(KEY, 30, 1)).isZero();
        assertThat(tombstone(20, 2)).isEqualTo(1);
        assertThat(nothing()).isEqualTo(1);
    }

    @Test
    void whatIsOlderThanATombstoneIsBehind() {
        tombstone(20, 5);
        assertThat(value(KEY, 10, 3)).isEqualTo(2);
    }

    @Test
    void ofTwoKeysInOnePlaceTheOneThatWasHeardOfLastIsKnown() {
        value(KEY, 30, 9);
        // The lower bits of both halves of the hash are mixed.
        assertThat(value(KEY ^ (1 << 13), 10, 1)).isZero();
        assertThat(value(KEY, 20, 8)).isZero();
        value(KEY, 30, 9);
        assertThat(value(KEY + 1, 10, 1)).isZero();
        assertThat(value(KEY, 20, 8)).isEqualTo(1);
    }
}
