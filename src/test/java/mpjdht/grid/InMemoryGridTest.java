package mpjdht.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;
import org.junit.jupiter.api.Test;

/** The grid's own timers, with small machines in the place of the roles; the last rank is that of the commands. */
class InMemoryGridTest {
    private static final int COMMAND = 2;

    private final List<String> log = new ArrayList<>();

    @Test
    void theEarliestTimerExpiresFirstAndOfOneDeadlineTheOneSetFirst() {
        Small machine =
                new Small(outbox -> {
                    outbox.setTimer(300, 1);
                    outbox.setTimer(100, 2);
                    outbox.setTimer(200, 5);
                    outbox.setTimer(200, 4);
                }) {
                    @Override
                    public void onTimer(long nowMicros, long timer, Outbox outbox) {
                        log.add("timer " + timer + " at " + nowMicros);
                        if (timer == 2) {
                            outbox.setTimer(150, 3);
                        }
                        ended = timer == 1;
                    }
                };

        run(1, machine);

        assertThat(log)
                .containsExactly(
                        "timer 2 at 100", "timer 5 at 200", "timer 4 at 200", "timer 3 at 250", "timer 1 at 300");
    }

    @Test
    void theSeedDecidesWhetherATimerOrAMessageUnderWayComesFirst() {
        Set<List<String>> orders = new HashSet<>();
        for (long seed = 0; seed < 300; seed++) {
            log.clear();
            Small machine =
                    new Small(outbox -> {
                        outbox.setTimer(1_000_000, 1);
                        outbox.send(0, new byte[1], 0, 1);
                    }) {
                        @Override
                        public void onMessage(
                                long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
                            log.add("message");
                            ended = log.size() == 2;
                        }

                        @Override
                        public void onTimer(long nowMicros, long timer, Outbox outbox) {
                            log.add("timer");
                            ended = log.size() == 2;
                        }
                    };
            run(seed, machine);
            orders.add(List.copyOf(log));
        }

        assertThat(orders).containsExactlyInAnyOrder(List.of("message", "timer"), List.of("timer", "message"));
    }

    @Test
    void timersWithoutEndKeepNoGridAliveAndNoneExpiresInARankThatHasEnded() {
        Small first = ticking(COMMAND);
        Small second = ticking(COMMAND);
        Small command = new Small() {
            private int messages;

            @Override
            public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
                messages++;
                if (messages == 50) {
                    outbox.send(0, new byte[1], 0, 1);
                } else if (messages == 100) {
                    outbox.send(1, new byte[1], 0, 1);
                    ended = true;
                }
            }
        };

        InMemoryGrid.of(3, List.of(first, second, command)).run();

        assertThat(List.of(first, second, command)).allMatch(StateMachine::finished);
    }

    @Test
    void timersThatMakeTheOtherRanksTalkHideNoDeadlock() {
        InMemoryGrid grid = InMemoryGrid.of(5, List.of(ticking(1), new Small(), new Small()));

        assertThatThrownBy(grid::run)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("nothing but timers moves the grid after ");
    }

    @Test
    void ranksThatAllWaitAreADeadlock() {
        InMemoryGrid grid = InMemoryGrid.of(5, List.of(new Small(), new Small(), new Small()));

        assertThatThrownBy(grid::run)
                .isInstanceOf(AssertionError.class)
                .hasMessage("every rank waits after 0 deliveries: a deadlock");
    }

    /** Runs a grid in which only rank 0 does something. */
    private static void run(long seed, Small machine) {
        Small other = new Small();
        Small command = new Small();
        other.ended = true;
        command.ended = true;
        InMemoryGrid.of(seed, List.of(machine, other, command)).run();
    }

    /** Sends a message every millisecond, and ends with the first that it gets. */
    private static Small ticking(int to) {
        return new Small(outbox -> outbox.setTimer(1000, 1)) {
            @Override
            public void onTimer(long nowMicros, long timer, Outbox outbox) {
                assertThat(ended).as("ended when its timer expires").isFalse();
                outbox.send(to, new byte[1], 0, 1);
                outbox.setTimer(1000, 1);
            }

            @Override
            public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
                ended = true;
            }
        };
    }

    /** Says something at its beginning, and nothing more; never ends of itself. */
    private static class Small implements StateMachine {
        boolean ended;
        private final Consumer<Outbox> beginning;
        private boolean begun;

        Small(Consumer<Outbox> beginning) {
            this.beginning = beginning;
        }

        Small() {
            this(outbox -> {});
        }

        @Override
        public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {}

        @Override
        public final boolean onIdle(long nowMicros, Outbox outbox) {
            if (begun || ended) {
                return false;
            }
            begun = true;
            beginning.accept(outbox);
            return true;
        }

        @Override
        public final boolean finished() {
            return ended;
        }
    }
}
