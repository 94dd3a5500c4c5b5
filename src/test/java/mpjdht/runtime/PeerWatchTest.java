package mpjdht.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PeerWatchTest {
    private static final int LIMIT_SECONDS = 1;

    private final AtomicLong clock = new AtomicLong();
    private long clockStepMillis = 1_400;
    private final BlockingQueue<String> losses = new LinkedBlockingQueue<>();
    private final List<Integer> beaten = new CopyOnWriteArrayList<>();
    private final CountDownLatch beating = new CountDownLatch(1);
    private final CountDownLatch mayEndBeat = new CountDownLatch(1);
    private final AtomicBoolean interrupted = new AtomicBoolean();

    @Test
    void aBrokenConnectionIsALoss() throws InterruptedException {
        assertThat(firstLoss(transport(1, 4, 0, true))).isEqualTo("the connection to rank 0 is broken");
    }

    @Test
    void anErrorOfTheWatchItselfIsALoss() throws InterruptedException {
        Transport exhausted = transport(1, 4, 0, false, () -> {
            throw new OutOfMemoryError("no room");
        });

        assertThat(firstLoss(exhausted)).isEqualTo("the watch over it failed: java.lang.OutOfMemoryError: no room");
    }

    @Test
    void silenceIsALossThatNamesTheRank() throws InterruptedException {
        assertThat(firstLoss(transport(2, 4, TimeUnit.SECONDS.toNanos(9), false)))
                .isEqualTo("nothing was heard of rank 0 for 1 s");
    }

    @Test
    void theHeadWatchesEveryRankAndTheOthersTheHead() throws InterruptedException {
        assertThat(firstLoss(transport(0, 4, TimeUnit.SECONDS.toNanos(9), false)))
                .isEqualTo("nothing was heard of rank 1 for 1 s");
        assertThat(beaten).startsWith(1);
        beaten.clear();

        assertThat(firstLoss(transport(3, 4, 0, true))).isNotNull();
        assertThat(beaten).containsExactly(0);
    }

    @Test
    void aRankThatSleptBetweenTwoLooksBlamesNobody() throws InterruptedException {
        clockStepMillis = TimeUnit.HOURS.toMillis(1);
        CountDownLatch twoLooks = new CountDownLatch(3);
        PeerWatch watch = new PeerWatch(
                transport(0, 4, TimeUnit.HOURS.toNanos(1), false, twoLooks::countDown),
                LIMIT_SECONDS,
                losses::add,
                this::now);
        twoLooks.await();
        watch.stop();

        assertThat(losses).isEmpty();
    }

    @Test
    void tellsSilenceFromABrokenConnection() throws InterruptedException {
        assertThat(PeerWatch.isSilence(firstLoss(transport(1, 4, TimeUnit.SECONDS.toNanos(9), false))))
                .isTrue();
        assertThat(PeerWatch.isSilence(firstLoss(transport(1, 4, 0, true)))).isFalse();
    }

    @Test
    void nothingIsALossOnceTheRanksPartOnPurpose() throws InterruptedException {
        PeerWatch watch = new PeerWatch(transport(1, 4, 0, false), LIMIT_SECONDS, losses::add, this::now);
        watch.stop();

        assertThat(losses).isEmpty();
    }

    @Test
    void aSignOfLifeUnderWayIsNotInterrupted() throws InterruptedException {
        PeerWatch watch =
                new PeerWatch(transport(1, 4, 0, false, this::beatSlowly), LIMIT_SECONDS, losses::add, this::now);
        beating.await();
        Thread stopper = new Thread(() -> stop(watch));
        stopper.start();
        while (stopper.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        mayEndBeat.countDown();
        stopper.join();

        assertThat(interrupted).isFalse();
        assertThat(losses).isEmpty();
    }

    @Test
    @Timeout(60)
    void aSignOfLifeThatIsStuckDoesNotHoldUpTheEnd() throws InterruptedException {
        PeerWatch watch =
                new PeerWatch(transport(1, 4, 0, false, this::beatSlowly), LIMIT_SECONDS, losses::add, this::now);
        beating.await();

        watch.stop();

        assertThat(losses).isEmpty();
        mayEndBeat.countDown();
    }

    /** The time, which passes at each look. */
    private long now() {
        return clock.getAndAdd(TimeUnit.MILLISECONDS.toNanos(clockStepMillis));
    }

    private void beatSlowly() {
        beating.countDown();
        try {
            mayEndBeat.await();
        } catch (InterruptedException e) {
            interrupted.set(true);
        }
    }

    private static void stop(PeerWatch watch) {
        try {
            watch.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String firstLoss(Transport transport) throws InterruptedException {
        PeerWatch watch = new PeerWatch(transport, LIMIT_SECONDS, losses::add, this::now);
        try {
            return losses.poll(10, TimeUnit.SECONDS);
        } finally {
            watch.stop();
        }
    }

    private Transport transport(int rank, int size, long silenceNanos, boolean broken) {
        return transport(rank, size, silenceNanos, broken, () -> {});
    }

    private Transport transport(int rank, int size, long silenceNanos, boolean broken, Runnable onBeat) {
        return new Transport() {
            @Override
            public int rank() {
                return rank;
            }

            @Override
            public int size() {
                return size;
            }

            @Override
            public boolean distributed() {
                return true;
            }

            @Override
            public void send(int to, byte[] bytes, int offset, int length) {}

            @Override
            public boolean poll(Received into) {
                return false;
            }

            @Override
            public void take(Received into) {}

            @Override
            public boolean take(Received into, long limitNanos) {
                return false;
            }

            @Override
            public void wake() {}

            @Override
            public void beat(int to) {
                beaten.add(to);
                onBeat.run();
                if (broken) {
                    throw new PeerLostException("the connection to rank " + to + " is broken", null);
                }
            }

            @Override
            public long silenceNanos(int peer) {
                return silenceNanos;
            }
        };
    }
}
