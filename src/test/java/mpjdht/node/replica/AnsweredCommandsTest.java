package mpjdht.node.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mpjdht.message.Answer;
import mpjdht.ring.Arc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnsweredCommandsTest {
    private static final int[] OUTCOMES = {Answer.STORED, Answer.DELETED, Answer.MISSING, Answer.SWAPPED, Answer.COUNTED
    };

    /** A command that has been done. */
    private record Done(int outcome, long position, long number) {}

    /** All commands of a client that have been done, by numbers that do not wrap. */
    private static final class Client {
        final int origin;
        final Map<Long, Done> done = new LinkedHashMap<>();
        long oldest;

        Client(int origin, long first) {
            this.origin = origin;
            this.oldest = first;
        }

        /** The youngest command that has been done of those that have a slot. */
        Map<Long, Long> youngest(int slots) {
            Map<Long, Long> youngest = new HashMap<>();
            done.keySet().forEach(number -> youngest.merge(number % slots, number, Math::max));
            return youngest;
        }

        int outcome(long command, int slots) {
            long youngest = youngest(slots).getOrDefault(command % slots, -1L);
            if (youngest > command) {
                return AnsweredCommands.CONFIRMED;
            }
            return youngest == command ? done.get(command).outcome() : AnsweredCommands.NOT_DONE;
        }
    }

    @Test
    void forgetsTheCommandsOnKeysOfAnArcAndNoOther() {
        AnsweredCommands answered = new AnsweredCommands(8);
        answered.add(1, 1, Answer.STORED, 10, 0);
        answered.add(1, 2, Answer.COUNTED, 20, 7);
        answered.add(2, 1, Answer.DELETED, 21, 0);

        answered.forget(new Arc(15, 20));

        assertThat(answered.outcome(1, 1)).isEqualTo(Answer.STORED);
        assertThat(answered.outcome(1, 2)).isEqualTo(AnsweredCommands.NOT_DONE);
        assertThat(answered.outcome(2, 1)).isEqualTo(Answer.DELETED);
        answered.add(1, 2, Answer.COUNTED, 20, 9);
        assertThat(answered.number(1, 2)).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 100})
    void agreesWithAMapOfAllCommandsHoweverTheirNumbersWrap(int window) {
        int slots = 1;
        while (slots < window) {
            slots *= 2;
        }
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            AnsweredCommands answered = new AnsweredCommands(window);
            List<Client> clients = new ArrayList<>();
            for (int origin = 0; origin < 3; origin++) {
                long first = random.nextInt(4) * (1L << 31);
                clients.add(new Client(origin * 70_000, Math.max(0, first - random.nextInt(200))));
            }
            for (int i = 0; i < 300; i++) {
                Client client = clients.get(random.nextInt(clients.size()));
                client.oldest += random.nextInt(3) == 0 ? random.nextInt(window) : 0;
                // Now and then one that was answered long ago.
                long command =
                        Math.max(0, client.oldest + random.nextInt(window) - (random.nextInt(9) == 0 ? 2L * slots : 0));
                Done done = new Done(
                        OUTCOMES[random.nextInt(OUTCOMES.length)],
                        random.nextLong(),
                        seed % 3 == 0 || random.nextBoolean() ? 0 : random.nextLong());
                if (client.outcome(command, slots) == AnsweredCommands.NOT_DONE) {
                    client.done.put(command, done);
                }
                answered.add(client.origin, (int) command, done.outcome(), done.position(), done.number());
                assertAgrees(answered, clients.get(random.nextInt(clients.size())), random, slots, "seed " + seed);
            }
            assertThat(everything(answered))
                    .as("seed " + seed)
                    .containsExactlyInAnyOrderElementsOf(expected(clients, slots));
        }
    }

    private static void assertAgrees(
            AnsweredCommands answered, Client client, Random random, int slots, String parameters) {
        for (int i = 0; i < 4; i++) {
            long command = Math.max(0, client.oldest + random.nextInt(4 * slots) - 2L * slots);
            int expected = client.outcome(command, slots);
            assertThat(answered.outcome(client.origin, (int) command))
                    .as(parameters)
                    .isEqualTo(expected);
            if (expected > 0) {
                assertThat(answered.number(client.origin, (int) command))
                        .as(parameters)
                        .isEqualTo(client.done.get(command).number());
            }
        }
    }

    private static List<String> everything(AnsweredCommands answered) {
        List<String> all = new ArrayList<>();
        answered.forEach((origin, sequence, outcome, position, number) ->
                all.add(origin + " " + sequence + " " + new Done(outcome, position, number)));
        return all;
    }

    private static List<String> expected(List<Client> clients, int slots) {
        List<String> all = new ArrayList<>();
        for (Client client : clients) {
            client.youngest(slots)
                    .values()
                    .forEach(command ->
                            all.add(client.origin + " " + command.intValue() + " " + client.done.get(command)));
        }
        return all;
    }

    @Test
    void aCommandIsDoneOnce() {
        AnsweredCommands answered = new AnsweredCommands(1);

        assertThat(answered.outcome(7, 0)).isEqualTo(AnsweredCommands.NOT_DONE);
        answered.add(7, 0, Answer.DELETED, 5, 0);
        answered.add(7, 0, Answer.MISSING, 5, 0);
        assertThat(answered.outcome(7, 0)).isEqualTo(Answer.DELETED);
        assertThat(answered.outcome(8, 0)).isEqualTo(AnsweredCommands.NOT_DONE);

        answered.add(7, 1, Answer.COUNTED, 6, -3);
        assertThat(answered.outcome(7, 0)).isEqualTo(AnsweredCommands.CONFIRMED);
        assertThat(answered.number(7, 1)).isEqualTo(-3);
        assertThat(answered.outcome(7, 2)).isEqualTo(AnsweredCommands.NOT_DONE);
        assertThat(everything(answered)).containsExactly("7 1 " + new Done(Answer.COUNTED, 6, -3));
    }

    @Test
    void whatIsHandedOverMakesAnotherTheSame() {
        Random random = new Random(11);
        AnsweredCommands first = new AnsweredCommands(5);
        AnsweredCommands second = new AnsweredCommands(5);
        for (int i = 0; i < 100; i++) {
            first.add(random.nextInt(4), i, OUTCOMES[random.nextInt(OUTCOMES.length)], i, random.nextInt(3));
        }
        first.forEach(second::add);

        assertThat(everything(second)).isEqualTo(everything(first));
    }
}
