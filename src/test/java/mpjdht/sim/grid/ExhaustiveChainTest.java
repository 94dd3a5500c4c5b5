package mpjdht.sim.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mpjdht.message.Operation;
import mpjdht.node.replica.ChainRules;
import mpjdht.sim.grid.SteppedChain.Ask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every order of the first events of a chain of three replicas with two clients and one crash. Orders in which each process gets the same
 * messages in the same order, and the clients the same history, are one. From each state at that depth the rest happens in two orders.
 */
class ExhaustiveChainTest {
    private static final Ask PUT_A = new Ask(Operation.PUT, "a");
    private static final Ask PUT_B = new Ask(Operation.PUT, "b");
    private static final Ask GET = new Ask(Operation.GET, "");
    private static final Ask DELETE = new Ask(Operation.DELETE, "");
    private static final Ask APPEND_A = new Ask(Operation.APPEND, "a");
    private static final Ask APPEND_B = new Ask(Operation.APPEND, "b");
    private static final Ask INCR = new Ask(Operation.INCR, "1");

    /** How many events are tried in every order. */
    private static final int DEPTH = Integer.getInteger("mpjdht.exhaustive.depth", 8);

    private static final List<List<Ask>> COUNTS = List.of(List.of(INCR, GET), List.of(INCR, GET));

    private static Stream<Arguments> scripts() {
        return Stream.of(1, 2)
                .flatMap(window -> Stream.of(
                        Arguments.of(window, List.of(List.of(PUT_A, GET), List.of(PUT_B, GET))),
                        Arguments.of(window, List.of(List.of(PUT_A, DELETE), List.of(GET, GET))),
                        Arguments.of(window, List.of(List.of(GET, PUT_A), List.of(DELETE, GET))),
                        Arguments.of(window, List.of(List.of(APPEND_A, GET), List.of(APPEND_B, GET))),
                        Arguments.of(window, COUNTS)));
    }

    /** A search through all orders, breadth first. */
    private static final class Search {
        private final List<List<Ask>> scripts;
        private final int window;
        private final GridParts parts;
        private final Set<Long> seen = new HashSet<>();

        Search(List<List<Ask>> scripts, int window, GridParts parts) {
            this.scripts = scripts;
            this.window = window;
            this.parts = parts;
        }

        /** What has broken, and after which events; empty when nothing has. */
        String explore() {
            List<int[]> pasts = List.of(new int[0]);
            for (int depth = 0; depth <= DEPTH; depth++) {
                List<int[]> next = new ArrayList<>();
                for (int[] past : pasts) {
                    SteppedChain chain = after(past);
                    if (seen.add(chain.state())) {
                        chain.events().forEach(event -> next.add(with(past, event)));
                        String broken = depth == DEPTH || chain.isOver() ? brokenAtTheEnd(past) : "";
                        if (!broken.isEmpty()) {
                            return broken + " after " + Arrays.toString(past);
                        }
                    }
                }
                pasts = next;
            }
            return "";
        }

        private SteppedChain after(int[] past) {
            SteppedChain chain = new SteppedChain(scripts, window, true, parts);
            for (int event : past) {
                chain.happen(event);
            }
            return chain;
        }

        private static int[] with(int[] past, int event) {
            int[] longer = Arrays.copyOf(past, past.length + 1);
            longer[past.length] = event;
            return longer;
        }

        private String brokenAtTheEnd(int[] past) {
            for (boolean headIsFirst : new boolean[] {true, false}) {
                SteppedChain chain = after(past);
                chain.comeToAnEnd(headIsFirst);
                if (!chain.isOver()) {
                    return "a command is not answered";
                } else if (!chain.isLinearizable()) {
                    return "not linearizable";
                } else if (!chain.replicasAgree()) {
                    return "replicas differ";
                }
            }
            return "";
        }
    }

    @ParameterizedTest(name = "window {0}: {1}")
    @MethodSource("scripts")
    void noOrderOfEventsBreaksThePromise(int window, List<List<Ask>> scripts) {
        Search search = new Search(scripts, window, new GridParts());
        String broken = search.explore();

        System.out.println(
                search.seen.size() + " states within " + DEPTH + " events, window " + window + ": " + scripts);
        assertThat(broken).isEmpty();
        assertThat(search.seen).hasSizeGreaterThan(3000);
    }

    private static String broken(ChainRules rules) {
        GridParts wrong = new GridParts() {
            @Override
            public ChainRules chainRules() {
                return rules;
            }
        };
        return new Search(COUNTS, 2, wrong).explore();
    }

    @Test
    void aReadThatGoesTooEarlyIsFound() {
        assertThat(broken(new ChainRules() {
                    @Override
                    protected boolean readMayGo(boolean isLast) {
                        return true;
                    }
                }))
                .startsWith("not linearizable after ");
    }

    @Test
    void anAcknowledgementBeforeTheLastIsFound() {
        assertThat(broken(new ChainRules() {
                    @Override
                    protected boolean answersWrite(boolean isLast) {
                        return true;
                    }
                }))
                .startsWith("not linearizable after ");
    }

    @Test
    void aCommandThatIsDoneTwiceIsFound() {
        assertThat(broken(new ChainRules() {
                    @Override
                    protected boolean isToBeDone(boolean hasBeenDone) {
                        return true;
                    }
                }))
                .startsWith("not linearizable after ");
    }

    @Test
    void whatIsNotToldAgainIsFound() {
        assertThat(broken(new ChainRules() {
                    @Override
                    protected boolean tellsAgain() {
                        return false;
                    }
                }))
                .startsWith("replicas differ after ");
    }
}
