package mpjdht.runtime.mpj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mpi.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LimitedWaitTest {
    private static final long FOREVER = Long.MAX_VALUE;

    private final Wakeup wakeup = new Wakeup();
    private final LimitedWait wait = new LimitedWait("test", wakeup);
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final Status status = new Status();

    @Test
    void aWakeBeforeTheWaitEndsItAndManyAreOne() throws InterruptedException {
        wait.begin(this::request);
        wakeup.wake();
        wakeup.wake();

        assertThat(wait.await(FOREVER)).isNull();
        assertThat(wait.await(TimeUnit.MILLISECONDS.toNanos(20))).isNull();
        arrived.countDown();
        assertThat(wait.await(FOREVER)).isSameAs(status);
    }

    @Test
    void aWakeEndsTheWaitThatIsUnderWay() throws InterruptedException {
        wait.begin(this::request);
        wakeWhenAsleep(Thread.currentThread(), wakeup::wake);

        assertThat(wait.await(FOREVER)).isNull();
        assertThat(wait.begun()).isTrue();
    }

    @Test
    void whatArrivesEndsTheWaitThatIsUnderWay() throws InterruptedException {
        wait.begin(this::request);
        wakeWhenAsleep(Thread.currentThread(), arrived::countDown);

        assertThat(wait.await(FOREVER)).isSameAs(status);
        assertThat(wait.begun()).isFalse();
    }

    @Test
    void aFailureOfTheRequestIsThrown() {
        wait.begin(() -> {
            throw new IllegalStateException("the line is cut");
        });

        assertThatThrownBy(() -> wait.await(FOREVER)).hasMessage("the line is cut");
    }

    @Test
    void anInterruptEndsTheWait() {
        wait.begin(this::request);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> wait.await(FOREVER)).isInstanceOf(InterruptedException.class);
    }

    private Status request() {
        try {
            arrived.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return status;
    }

    private static void wakeWhenAsleep(Thread sleeper, Runnable wake) {
        Thread waker = new Thread(() -> {
            while (sleeper.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            wake.run();
        });
        waker.setDaemon(true);
        waker.start();
    }
}
