package mpjdht.node.eventual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mpjdht.message.ComparisonMessage;
import mpjdht.message.ComparisonMessage.AllCompared;
import mpjdht.message.ComparisonMessage.ArcsCompared;
import mpjdht.message.ComparisonMessage.CompareAll;
import mpjdht.message.ComparisonMessage.CompareArcs;
import mpjdht.message.ComparisonMessage.CompareKeys;
import mpjdht.message.ComparisonMessage.CompareNodes;
import mpjdht.message.ComparisonMessage.DifferencesTaken;
import mpjdht.message.ComparisonMessage.KeysCompared;
import mpjdht.message.ComparisonMessage.MadeEqual;
import mpjdht.message.ComparisonMessage.NodesCompared;
import mpjdht.message.ComparisonMessage.OtherRing;
import mpjdht.message.ControlCodec;
import mpjdht.message.MessageKind;
import mpjdht.message.StateBatch;
import mpjdht.message.StateCursor;
import mpjdht.node.Outbox;
import mpjdht.ring.Arc;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;

/** Rank 1, which compares what it has with rank 2, and what is said between them. */
final class ComparedPair {
    static final int ASKER = 1;
    static final int ANSWERER = 2;

    private static final long SESSION = 77;

    final KeySpace space;
    final RingView ring;
    final EventualState asking;
    final EventualState answering;
    final List<byte[]> said = new ArrayList<>();
    final List<String> questions = new ArrayList<>();
    final List<Arc> madeEqual = new ArrayList<>();
    private final ArrayDeque<byte[]> toAsker = new ArrayDeque<>();
    private final ArrayDeque<byte[]> toAnswerer = new ArrayDeque<>();
    Comparison comparison;

    ComparedPair(KeySpace space, RingView ring, int copies, int levels, int livesOfAsker, int livesOfAnswerer) {
        this.space = space;
        this.ring = ring;
        this.asking = StatesOfRanks.state(ASKER, livesOfAsker, space, ring, copies, levels);
        this.answering = StatesOfRanks.state(ANSWERER, livesOfAnswerer, space, ring, copies, levels);
    }

    private Outbox to(int expected, ArrayDeque<byte[]> queue) {
        return new Outbox() {
            @Override
            public void send(int to, byte[] bytes, int offset, int length) {
                assertThat(to).isEqualTo(expected);
                byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
                said.add(copy);
                queue.add(copy);
            }

            @Override
            public void setTimer(long delayMicros, long timer) {
                throw new IllegalStateException("a comparison set a timer");
            }
        };
    }

    /** Compares all arcs that both keep. */
    ComparedPair compare() {
        return compare(IntStream.range(0, ring.size())
                .filter(index ->
                        asking.known().isMember(index) && asking.known().isMember(index, ANSWERER))
                .boxed()
                .toList());
    }

    ComparedPair compare(List<Integer> arcs) {
        said.clear();
        questions.clear();
        comparison = new Comparison(asking, ANSWERER, SESSION, arcs);
        comparison.begin(to(ANSWERER, toAnswerer));
        while (!toAnswerer.isEmpty() || !toAsker.isEmpty()) {
            while (!toAnswerer.isEmpty()) {
                answer(toAnswerer.remove());
            }
            if (!toAsker.isEmpty()) {
                goOn(toAsker.remove());
            }
        }
        assertThat(comparison.isOver()).isTrue();
        return this;
    }

    private void answer(byte[] message) {
        ComparisonAnswers answers = new ComparisonAnswers(answering);
        Outbox outbox = to(ASKER, toAsker);
        if (message[0] == MessageKind.DIFFERENCES) {
            merge(answering, message);
            int number = StateBatch.number(message, 0, message.length);
            outbox.send(ASKER, new DifferencesTaken(answering.clock.time(), SESSION, number));
            return;
        }
        ComparisonMessage question = ControlCodec.decode(ComparisonMessage.class, message, 0, message.length);
        questions.add(question.getClass().getSimpleName());
        if (question instanceof CompareAll all) {
            answers.compareAll(ASKER, all, outbox);
        } else if (question instanceof CompareArcs arcs) {
            answers.compareArcs(ASKER, arcs, outbox);
        } else if (question instanceof CompareNodes nodes) {
            answers.compareNodes(ASKER, nodes, outbox);
        } else if (question instanceof CompareKeys keys) {
            answers.compareKeys(ASKER, keys, outbox);
        } else {
            madeEqual.addAll(((MadeEqual) question).parts());
        }
    }

    private void goOn(byte[] message) {
        Outbox outbox = to(ANSWERER, toAnswerer);
        if (message[0] == MessageKind.DIFFERENCES) {
            comparison.received(
                    StateBatch.number(message, 0, message.length), merge(asking, message), message.length, outbox);
            return;
        }
        ComparisonMessage answer = ControlCodec.decode(ComparisonMessage.class, message, 0, message.length);
        assertThat(answer.session()).isEqualTo(SESSION);
        if (answer instanceof AllCompared all) {
            comparison.allCompared(all, outbox);
        } else if (answer instanceof ArcsCompared arcs) {
            comparison.arcsCompared(arcs, outbox);
        } else if (answer instanceof NodesCompared nodes) {
            comparison.nodesCompared(nodes, outbox);
        } else if (answer instanceof KeysCompared keys) {
            comparison.keysCompared(keys, outbox);
        } else if (answer instanceof DifferencesTaken taken) {
            assertThat(comparison.isAnswer(taken)).isTrue();
            comparison.taken(outbox);
        } else {
            assertThat(answer).isInstanceOf(OtherRing.class);
            comparison.fail();
        }
    }

    private static int merge(EventualState into, byte[] message) {
        StateCursor cursor = new StateCursor();
        cursor.open(message, 0, message.length);
        int keys = 0;
        while (cursor.next()) {
            into.merge(cursor);
            keys++;
        }
        return keys;
    }

    long bytesSaid() {
        return said.stream().mapToLong(message -> message.length).sum();
    }

    boolean isInAnArcOfBoth(String key) {
        int index = asking.known().index(StatesOfRanks.locate(space, key).position());
        return asking.known().isMember(index, ASKER) && asking.known().isMember(index, ANSWERER);
    }

    void requireSumsThatAreRight() {
        for (EventualState state : List.of(asking, answering)) {
            for (int index = 0; index < ring.size(); index++) {
                assertThat(state.digest(index)).isEqualTo(state.table.digest(ring.arc(index), 0, 0));
            }
        }
    }
}
