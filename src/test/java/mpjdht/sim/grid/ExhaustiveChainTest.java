package mpjdht.sim.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mpjdht.message.Operation;
import mpjdht.sim.grid.SteppedChain.Ask;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The orders of events of a chain of three replicas with two clients and one crash, as far as two orders differ for anybody: orders in which
 * each process gets the same messages in the same order, and the clients the same history, are one.
 */
class ExhaustiveChainTest {
    private static final Ask PUT_A = new Ask(Operation.PUT, "a");
    private static final Ask PUT_B = new Ask(Operation.PUT, "b");
    private static final Ask GET = new Ask(Operation.GET, "");
    private static final Ask DELETE = new Ask(Operation.DELETE, "");
    private static final Ask INCR = new Ask(Operation.INCR, "1");

    /** States after which a search is given up; with enough of them it looks at every order. */
    private static final long MOST_STATES = Long.getLong("mpjdht.exhaustive.states", 10_000);

    private static Stream<Arguments> scripts() {
        return Stream.of(
                Arguments.of(1, List.of(List.of(PUT_A, GET), List.of(PUT_B, GET))),
                Arguments.of(1, List.of(List.of(INCR, INCR), List.of(INCR, GET))),
                Arguments.of(2, List.of(List.of(PUT_A, GET), List.of(PUT_B, GET))),
                Arguments.of(2, List.of(List.of(PUT_A, DELETE), List.of(GET, GET))),
                Arguments.of(2, List.of(List.of(INCR, INCR), List.of(INCR, GET))),
                Arguments.of(2, List.of(List.of(GET, PUT_A), List.of(DELETE, GET))));
    }

    /** A search through all orders, depth first. */
    private static final class Search {
        private final List<List<Ask>> scripts;
        private final int window;
        private final GridParts parts;
        private final Set<Long> seen = new HashSet<>();
        private long ends;
        private int deepest;
        private String broken = "";

        Search(List<List<Ask>> scripts, int window, GridParts parts) {
            this.scripts = scripts;
            this.window = window;
            this.parts = parts;
        }

        Search explore() {
            explore(new ArrayList<>(), begin());
            return this;
        }

        private SteppedChain begin() {
            return new SteppedChain(scripts, window, true, parts);
        }

        private void explore(List<Integer> past, SteppedChain chain) {
            if (!broken.isEmpty() || seen.size() >= MOST_STATES || !seen.add(chain.state())) {
                return;
            }
            deepest = Math.max(deepest, past.size());
            List<Integer> events = chain.events();
            if (chain.isOver()) {
                ends++;
                broken = chain.isLinearizable() ? "" : "not linearizable after " + past;
            } else if (events.isEmpty()) {
                broken = "nothing goes on after " + past;
            } else {
                for (int i = 0; i < events.size(); i++) {
                    exploreBehind(past, i == 0 ? chain : again(past), events.get(i));
                }
            }
        }

        private SteppedChain again(List<Integer> past) {
            SteppedChain chain = begin();
            past.forEach(chain::happen);
            return chain;
        }

        private void exploreBehind(List<Integer> past, SteppedChain chain, int event) {
            past.add(event);
            try {
                chain.happen(event);
            } catch (RuntimeException e) {
                broken = e + " after " + past;
            }
            explore(past, chain);
            past.remove(past.size() - 1);
        }
    }

    @ParameterizedTest(name = "window {0}: {1}")
    @MethodSource("scripts")
    void noOrderOfEventsBreaksThePromise(int window, List<List<Ask>> scripts, TestReporter reporter) {
        Search search = new Search(scripts, window, new GridParts()).explore();

        reporter.publishEntry(
                search.seen.size() + (search.seen.size() < MOST_STATES ? " states, all there are, " : " states, ")
                        + search.ends + " ends, " + search.deepest + " events at most");
        assertThat(search.broken).isEmpty();
        assertThat(search.ends).isPositive();
    }
}
