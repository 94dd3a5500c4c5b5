package mpjdht.store;

import static mpjdht.store.TableCalls.ascii;
import static mpjdht.store.TableCalls.delete;
import static mpjdht.store.TableCalls.find;
import static mpjdht.store.TableCalls.key;
import static mpjdht.store.TableCalls.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mpjdht.ring.Arc;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.Xxh3KeySpace;
import org.junit.jupiter.api.Test;

class NodeTableMemoryTest {

    @Test
    void anArcGivesItsMemoryBackAsItIsReleasedAndTheTableIsAsSmallAsItsRest() {
        KeySpace space = new Xxh3KeySpace(64);
        NodeTable table = new NodeTable(space);
        for (int i = 0; i < 400_000; i++) {
            put(space, table, key(i), new byte[14]);
        }
        long before = table.memoryBytes();

        DetachedArc arc = table.detach(new Arc(0, -1L >>> 1));
        int pieces = releaseAsItIsWalked(arc);

        assertThat(pieces).isGreaterThan(2);
        assertThat(table.memoryBytes()).isBetween(before * 2 / 5, before * 3 / 5);
    }

    @Test
    void aTableOfManyKeysTakesLittleMoreThanTheirBytes() {
        KeySpace space = new Xxh3KeySpace(64);
        NodeTable table = new NodeTable(space);
        for (int i = 0; i < 1_000_000; i++) {
            put(space, table, ascii(String.format("k%09d", i)), new byte[14]);
            if (i > 50_000 && i % 10_000 == 0) {
                assertThat(table.memoryBytes() / i).as(i + " keys").isLessThan(64);
            }
        }
    }

    @Test
    void manyLargeValuesInOneSegmentAreOverwrittenWithoutUsingItsPagesUp() {
        KeySpace space = new DirectKeySpace(1);
        NodeTable table = new NodeTable(space);
        for (int round = 0; round < 70; round++) {
            for (int i = 0; i < 2000; i++) {
                put(space, table, key(i), new byte[17_000 + round * 2]);
            }
        }
        assertThat(table.keys()).isEqualTo(2000);
        assertThat(table.memoryBytes()).isLessThan(40L << 20);
    }

    @Test
    void anArcOfLargeValuesIsReleasedPieceByPiece() {
        KeySpace space = new Xxh3KeySpace(64);
        NodeTable table = new NodeTable(space);
        for (int i = 0; i < 4000; i++) {
            put(space, table, key(i), new byte[10_000]);
        }
        DetachedArc arc = table.detach(Arc.wholeCircle(0));
        int pieces = releaseAsItIsWalked(arc);
        assertThat(pieces).isGreaterThan(8);
    }

    @Test
    void whatIsDeletedOrReplacedIsNotKeptAlive() {
        KeySpace space = new DirectKeySpace(1);
        NodeTable table = new NodeTable(space);
        Prefetch prefetch = new Prefetch();
        List<WeakReference<byte[]>> gone = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            put(space, table, key(i), new byte[100_000]);
        }
        for (int i = 0; i < 20; i++) {
            byte[] key = key(i);
            KeyPlace place = new KeyPlace();
            space.locate(key, 0, key.length, place);
            prefetch.add(table, place.hash(), place.position(), key.length);
            assertThat(table.find(place.hash(), place.position(), key, 0, key.length))
                    .isTrue();
            gone.add(new WeakReference<>(table.valueBytes()));
        }
        prefetch.load();
        for (int i = 0; i < 20; i++) {
            if (i % 2 == 0) {
                delete(space, table, key(i));
            } else {
                put(space, table, key(i), new byte[0]);
            }
        }

        System.gc();

        assertThat(gone).allMatch(value -> value.get() == null);
        prefetch.load();
        assertThat(table.keys()).isEqualTo(10);
    }

    @Test
    void overwritingAndDeletingDoesNotGrowTheTable() {
        KeySpace space = new Xxh3KeySpace(64);
        NodeTable table = new NodeTable(space);
        Random random = new Random(1);
        fill(space, table, random);
        long afterOnePass = table.memoryBytes();

        for (int pass = 0; pass < 20; pass++) {
            fill(space, table, random);
            for (int i = 0; i < 20_000; i += 2) {
                delete(space, table, key(i));
            }
        }

        assertThat(table.memoryBytes()).isLessThan(afterOnePass * 2);
    }

    @Test
    void whenAQuarterOfTheEntriesIsDeadTheirMemoryIsGivenBack() {
        KeySpace space = new DirectKeySpace(1);
        NodeTable table = new NodeTable(space);
        for (int i = 0; i < 20_000; i++) {
            put(space, table, key(i), new byte[100]);
        }
        long full = table.memoryBytes();

        for (int i = 0; i < 6000; i++) {
            delete(space, table, key(i));
        }

        assertThat(table.memoryBytes()).isLessThan(full * 17 / 20);
    }

    @Test
    void whatStaysWhenMostOfASegmentLeavesTakesLittleMemory() {
        KeySpace space = new DirectKeySpace(1000);
        NodeTable table = new NodeTable(space);
        for (int i = 1; i <= 1000; i++) {
            put(space, table, ascii(Integer.toString(i)), new byte[0]);
        }

        table.detach(new Arc(10, 1000));

        assertThat(table.keys()).isEqualTo(10);
        assertThat(table.memoryBytes()).isLessThan(1024);
    }

    @Test
    void anEmptyTableIsSmallAndIsSmallAgainWhenItsKeysHaveLeft() {
        KeySpace space = new Xxh3KeySpace(64);
        NodeTable table = new NodeTable(space);
        assertThat(table.memoryBytes()).isLessThan(1024);
        fill(space, table, new Random(1));

        table.detach(Arc.wholeCircle(1));

        assertThat(table.memoryBytes()).isLessThan(4096);
        assertThat(table.keys()).isZero();
        assertThat(find(space, table, key(5))).isNull();
    }

    private static void fill(KeySpace space, NodeTable table, Random random) {
        for (int i = 0; i < 20_000; i++) {
            put(space, table, key(i), new byte[random.nextInt(200)]);
        }
    }

    /** Walks an arc to its end and gives back what is passed; returns in how many pieces. */
    private static int releaseAsItIsWalked(DetachedArc arc) {
        int pieces = 0;
        int lastMark = 0;
        while (arc.walk().next()) {
            if (arc.mark() > lastMark) {
                lastMark = arc.mark();
                arc.release(lastMark);
                pieces++;
            }
        }
        return pieces;
    }
}
