package mpjdht.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;
import org.junit.jupiter.api.Test;

class RankLoopTest {
    private final List<String> log = new ArrayList<>();

    @Test
    void feedsMessagesThenIdlesThenWaits() throws InterruptedException {
        FakeTransport transport = new FakeTransport("a", "b", null, "end");

        new RankLoop(new Echo(), transport, surroundings()).run();

        assertThat(log).containsExactly("got a", "got b", "idle", "waiting", "got end", "waiting");
    }

    @Test
    void whatARankSaysToItselfDoesNotLeaveIt() throws InterruptedException {
        FakeTransport transport = new FakeTransport("say:end");

        new RankLoop(new Echo(), transport, surroundings()).run();

        assertThat(log).containsExactly("got say:end", "got end", "waiting");
        assertThat(transport.sent).isEmpty();
    }

    @Test
    void whatARankSaysToOthersIsSent() throws InterruptedException {
        FakeTransport transport = new FakeTransport("tell:hello", "end");

        new RankLoop(new Echo(), transport, surroundings()).run();

        assertThat(transport.sent).containsExactly("2: hello");
    }

    @Test
    void waitsForInputWhenThatIsWhatTheMachineNeeds() throws InterruptedException {
        FakeTransport transport = new FakeTransport("input", null, "end");

        new RankLoop(new Echo(), transport, surroundings()).run();

        assertThat(log).containsExactly("got input", "idle", "waiting", "input", "got end", "waiting");
    }

    @Test
    void isHaltedBetweenTwoStepsForAProcessThatEnds() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger steps = new AtomicInteger();
        StateMachine endless = new StateMachine() {
            @Override
            public void onMessage(int from, byte[] bytes, int offset, int length, Outbox outbox) {}

            @Override
            public boolean onIdle(Outbox outbox) {
                steps.incrementAndGet();
                begun.countDown();
                return true;
            }

            @Override
            public boolean finished() {
                return false;
            }
        };
        RankLoop loop = new RankLoop(endless, new FakeTransport(), RankLoop.Surroundings.NONE);
        Thread runner = new Thread(() -> {
            try {
                loop.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        runner.setDaemon(true);
        runner.start();
        begun.await();

        assertThat(loop.halt(10_000)).isTrue();

        int stepsWhenHalted = steps.get();
        runner.join(50);
        assertThat(runner.isAlive()).isTrue();
        assertThat(steps.get()).isEqualTo(stepsWhenHalted);
    }

    private RankLoop.Surroundings surroundings() {
        return new RankLoop.Surroundings() {
            @Override
            public void stepped() {}

            @Override
            public void beforeWaiting() {
                log.add("waiting");
            }

            @Override
            public void awaitInput(long millis) {
                log.add("input");
            }
        };
    }

    /** Logs what it gets, and does what the message says. */
    private final class Echo implements StateMachine {
        private boolean finished;
        private boolean awaitsInput;

        @Override
        public void onMessage(int from, byte[] bytes, int offset, int length, Outbox outbox) {
            String text = new String(bytes, offset, length, StandardCharsets.US_ASCII);
            log.add("got " + text);
            awaitsInput = text.equals("input");
            if (text.startsWith("say:")) {
                send(outbox, 1, text.substring(4));
            } else if (text.startsWith("tell:")) {
                send(outbox, 2, text.substring(5));
            }
            finished = text.equals("end");
        }

        private static void send(Outbox outbox, int to, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            outbox.send(to, bytes, 0, bytes.length);
        }

        @Override
        public boolean onIdle(Outbox outbox) {
            log.add("idle");
            return false;
        }

        @Override
        public boolean finished() {
            return finished;
        }

        @Override
        public boolean awaitsInput() {
            return awaitsInput;
        }
    }

    /** Has the messages of a list; null is a moment when none is there. */
    private static final class FakeTransport implements Transport {
        private final ArrayDeque<String> incoming = new ArrayDeque<>();
        private final List<String> sent = new ArrayList<>();

        FakeTransport(String... messages) {
            for (String message : messages) {
                incoming.add(message == null ? "" : message);
            }
        }

        @Override
        public int rank() {
            return 1;
        }

        @Override
        public int size() {
            return 3;
        }

        @Override
        public boolean distributed() {
            return false;
        }

        @Override
        public void send(int to, byte[] bytes, int offset, int length) {
            sent.add(to + ": " + new String(bytes, offset, length, StandardCharsets.US_ASCII));
        }

        @Override
        public boolean poll(Received into) {
            if (incoming.isEmpty()) {
                return false;
            }
            if (incoming.peek().isEmpty()) {
                incoming.poll();
                return false;
            }
            take(into);
            return true;
        }

        @Override
        public void take(Received into) {
            byte[] bytes = incoming.poll().getBytes(StandardCharsets.US_ASCII);
            into.set(2, bytes, 0, bytes.length);
        }

        @Override
        public void beat(int to) {}

        @Override
        public long silenceNanos(int peer) {
            return 0;
        }
    }
}
