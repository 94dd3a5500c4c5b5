package mpjdht.experiment.copies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mpjdht.experiment.copies.Sightings.Age;
import mpjdht.experiment.copies.Sightings.Seen;
import mpjdht.sim.Micros;
import mpjdht.store.Conflicts;
import org.junit.jupiter.api.Test;

class ReplicationLagTest {
    private static final int EDITS = 30;

    private static Sightings run(int copies, int writeAcks, int readReplicas, long lagMillis, Conflicts conflicts) {
        return new EditedGrid(copies, writeAcks, readReplicas, lagMillis * Micros.MILLI).run(conflicts, EDITS, 1);
    }

    @Test
    void everyEditIsAReadAndAWrite() {
        Sightings sightings = run(3, 1, 1, 0, Conflicts.LWW);

        assertThat(sightings.reads()).isEqualTo(EditedGrid.STORAGE_RANKS * EDITS);
        assertThat(sightings.writes()).isEqualTo(EditedGrid.STORAGE_RANKS * EDITS);
        assertThat(sightings.valuesLeft()).isEqualTo(EditedGrid.KEYS);
        assertThat(sightings.readsOfSeveral()).isZero();
    }

    @Test
    void theLaterCopiesHearOfWritesTheMoreIsLost() {
        assertThat(run(3, 1, 1, 100, Conflicts.LWW).lost())
                .isGreaterThan(run(3, 1, 1, 0, Conflicts.LWW).lost());
    }

    @Test
    void siblingsLoseNothing() {
        for (long lag : new long[] {0, 100}) {
            Sightings sightings = run(5, 1, 1, lag, Conflicts.SIBLINGS);

            assertThat(sightings.lost()).isZero();
            assertThat(sightings.readsOfSeveral()).isPositive();
        }
    }

    @Test
    void noReadIsStaleWhereItAsksACopyThatTheLastWriteIsOn() {
        assertThat(run(3, 1, 1, 50, Conflicts.LWW).staleReads()).isPositive();
        assertThat(run(3, 2, 2, 50, Conflicts.LWW).staleReads()).isZero();
        assertThat(run(3, 3, 1, 50, Conflicts.LWW).staleReads()).isZero();
        assertThat(run(3, 1, 3, 50, Conflicts.LWW).staleReads()).isZero();
    }

    @Test
    void aWriteIsLostUnlessItIsLeftOrSomebodyWhoHasSeenItHasWrittenSince() {
        Sightings sightings = new Sightings(1);
        write(sightings, 1, "a", 1);
        write(sightings, 2, "b", 2, "a");
        write(sightings, 3, "c", 3, "a");
        write(sightings, 1, "d", 4, "c");
        sightings.isLeft(0, new Seen(new Age(4, 0), List.of("d")));

        assertThat(sightings.lost()).isEqualTo(1);
    }

    @Test
    void aReadIsStaleByTheWritesThatWereAcknowledgedBeforeItBegan() {
        Sightings sightings = new Sightings(1);
        write(sightings, 1, "a", 1);
        write(sightings, 1, "b", 2, "a");
        write(sightings, 1, "c", 3, "b");
        sightings.reads(2, 0);
        write(sightings, 1, "d", 4, "c");
        sightings.hasRead(2, new Seen(new Age(1, 0), List.of("a")));
        sightings.reads(3, 0);
        sightings.hasRead(3, new Seen(new Age(4, 0), List.of("d")));

        assertThat(sightings.reads()).isEqualTo(2);
        assertThat(sightings.staleReads()).isEqualTo(1);
        assertThat(sightings.versionsBehind()).isEqualTo(2);
    }

    private static void write(Sightings sightings, int client, String value, long time, String... seen) {
        sightings.writes(client, value, new Seen(Age.NONE, List.of(seen)));
        sightings.hasWritten(client, 0, new Age(time, 0));
    }
}
