package mpjdht.command;

import static org.assertj.core.api.Assertions.assertThat;

import mpjdht.message.GatherMessage.StreamEnded;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private final Summary summary = new Summary();
    private final Outcome outcome = new Outcome();

    @Test
    void countsByKindWithMissesAndWhatMoved() {
        summary.count(Verb.PUT, false);
        for (int i = 0; i < 2_400_000; i++) {
            summary.count(Verb.GET, i > 11);
        }
        summary.count(Verb.DELETE, false);
        summary.count(Verb.CAS, true);
        summary.count(Verb.CAS, false);
        summary.count(Verb.INCR, true);
        summary.count(outcome.of(Verb.ADD, 1).rank(1).id(2).moved(1_234, 56_789));
        summary.count(outcome.of(Verb.REMOVE, 2).id(2).moved(1, 1).successor(3));
        summary.count(outcome.of(Verb.EXPLAIN, 3));
        summary.count(outcome.of(Verb.EXPLAIN, 4));
        summary.count(outcome.of(Verb.RING, 5));
        summary.count(outcome.of(Verb.NODE, 6));
        summary.count(outcome.of(Verb.END, 7));
        assertThat(summary.commands()).isEqualTo(2_400_011);
        assertThat(summary.lines(26, 1.5))
                .containsExactly(
                        "2,400,011 commands in 1.500 s, 1,600,007 commands/s:"
                                + " 1 PUT, 2,400,000 GET (12 misses), 1 DELETE (1 miss), 2 CAS (1 miss), 1 INCR,"
                                + " 1 ADD, 1 REMOVE, 2 EXPLAIN, 1 RING, 1 NODE",
                        "no failures; 26 nodes; 1,235 keys (56,790 B) moved");
        assertThat(summary.exitCode()).isZero();
    }

    @Test
    void countsWhatIsDoneWithCopies() {
        summary.count(outcome.of(Verb.REPLICAS, 1));
        summary.count(outcome.of(Verb.CRASH, 2).rank(3));
        summary.count(outcome.of(Verb.CRASH, 3).rank(4));
        summary.count(outcome.of(Verb.RECOVER, 4).rank(3).moved(12, 345));
        summary.count(outcome.of(Verb.PAUSE, 5));
        summary.count(outcome.of(Verb.DELAY, 6));
        summary.count(outcome.of(Verb.PARTITION, 7));
        summary.count(outcome.of(Verb.HEAL, 8));
        summary.count(outcome.of(Verb.WAIT, 9));
        summary.count(outcome.of(Verb.SYNC, 10).synchronised(2, 0, 0));
        summary.count(outcome.of(Verb.LEADER, 11));

        assertThat(summary.lines(2, 1))
                .containsExactly(
                        "11 commands in 1.000 s, 11 commands/s: 1 REPLICAS, 1 LEADER, 1 SYNC, 2 CRASH, 1 RECOVER, 1 PAUSE, 1 DELAY,"
                                + " 1 PARTITION, 1 HEAL, 1 WAIT",
                        "no failures; 2 nodes; 0 keys (0 B) moved");
    }

    @Test
    void everyFigureIsAddedToThoseOfAnotherSummary() {
        for (Verb verb : Verb.values()) {
            summary.count(verb, false);
        }
        summary.count(outcome.of(Verb.ADD, 1).moved(3, 30));
        summary.count(CommandError.noSuchNode("f", 1, 1, 1));
        summary.count(CommandError.lineTooLong("f", 1, 5));
        summary.countHops(9);
        Summary other = new Summary();

        other.add(summary.figures());

        assertThat(other.lines(1, 1)).isEqualTo(summary.lines(1, 1));
        assertThat(other.figures()).isEqualTo(summary.figures());
        assertThat(summary.figures()).hasSizeLessThanOrEqualTo(StreamEnded.MAX_FIGURES);
    }

    @Test
    void tellsTheMeanHopsWhereTheyDiffer() {
        summary.count(Verb.PUT, true);
        summary.count(Verb.GET, true);
        summary.countHops(1);
        summary.countHops(1);
        assertThat(summary.lines(2, 1).get(1)).isEqualTo("no failures; 2 nodes; 0 keys (0 B) moved");
        summary.count(Verb.DELETE, true);
        summary.countHops(6);
        assertThat(summary.lines(2, 1).get(1))
                .isEqualTo("no failures; 2 nodes; 0 keys (0 B) moved; 2.67 hops on average");
    }

    @Test
    void tellsTheCopiesThatWereMadeAgain() {
        summary.countCopiesMade(1, 9);
        assertThat(summary.lines(2, 1).get(1))
                .isEqualTo("no failures; 2 nodes; 0 keys (0 B) moved; 1 copy (9 B) made again");
        summary.countCopiesMade(1000, 9000);
        assertThat(summary.lines(2, 1).get(1)).endsWith("; 1,001 copies (9,009 B) made again");
    }

    @Test
    void saysNothingOfKindsThatDidNotOccur() {
        assertThat(summary.lines(1, 0))
                .containsExactly("0 commands in 0.000 s", "no failures; 1 node; 0 keys (0 B) moved");
        summary.count(outcome.of(Verb.GET, 1).found());
        assertThat(summary.lines(1, 0.1).get(0)).isEqualTo("1 command in 0.100 s, 10 commands/s: 1 GET");
    }

    @Test
    void failuresDecideTheExitCodeTheWorseOneWinning() {
        summary.count(CommandError.noSuchNode("f", 1, 1, 1));
        assertThat(summary.exitCode()).isEqualTo(1);
        assertThat(summary.lines(1, 1).get(1)).startsWith("1 command failed; ");
        summary.count(CommandError.lineTooLong("f", 1, 5));
        summary.count(CommandError.lineTooLong("f", 2, 5));
        assertThat(summary.exitCode()).isEqualTo(2);
        assertThat(summary.failures()).isEqualTo(3);
        assertThat(summary.lines(1, 1).get(1)).startsWith("1 command failed, 2 lines could not be read; ");
    }

    @Test
    void unreadableLinesAloneAreNamedAlone() {
        summary.count(CommandError.lineTooLong("f", 1, 5));
        assertThat(summary.lines(1, 1).get(1)).startsWith("1 line could not be read; ");
    }
}
