package mpjdht.node.eventual;

import java.util.Optional;
import mpjdht.message.ComparisonHandler;
import mpjdht.message.ComparisonMessage;
import mpjdht.message.StateBatch;
import mpjdht.message.StateCursor;
import mpjdht.node.Outbox;

/** Takes what belongs to comparisons, of this rank or of others: questions, answers, and keys that differ. */
final class Comparisons {
    private final EventualState state;
    private final Members members;
    private final AntiEntropy antiEntropy;
    private final ComparisonAnswers comparisonAnswers;
    private final Graves graves;
    private final Entrance entrance;
    private final StateCursor arriving = new StateCursor();

    Comparisons(EventualState state, Members members, AntiEntropy antiEntropy, Graves graves, Entrance entrance) {
        this.state = state;
        this.members = members;
        this.antiEntropy = antiEntropy;
        this.comparisonAnswers = new ComparisonAnswers(state);
        this.graves = graves;
        this.entrance = entrance;
    }

    /** Takes a question or an answer. */
    void take(long nowMicros, int from, ComparisonMessage message, Outbox outbox) {
        state.clock.heard(message.clock());
        message.handle(from, new OfComparison(nowMicros, message.session(), outbox));
        antiEntropy.step(nowMicros, outbox);
    }

    /** Takes keys in which this rank and another differ. */
    void differ(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        long clock = StateBatch.clock(bytes, offset, length);
        state.clock.heard(clock);
        long session = StateBatch.purpose(bytes, offset, length);
        boolean isOwn = antiEntropy.isOwn(session);
        boolean isAwaited = isOwn
                ? antiEntropy.current(from, session).isPresent()
                : AntiEntropy.lifeOf(session) >= members.lifeOf(from);
        if (!isAwaited || graves.isTooLate(from, clock)) {
            return;
        }
        int number = StateBatch.number(bytes, offset, length);
        int keys = 0;
        arriving.open(bytes, offset, length);
        while (arriving.next()) {
            EventualState.requireVersion(arriving, from);
            state.merge(arriving);
            keys++;
        }
        if (isOwn) {
            int received = keys;
            antiEntropy.current(from, session).ifPresent(comparison -> {
                antiEntropy.hasAdvanced(nowMicros);
                comparison.received(number, received, length, outbox);
            });
            antiEntropy.step(nowMicros, outbox);
        } else {
            outbox.send(from, new ComparisonMessage.DifferencesTaken(state.clock.time(), session, number));
        }
    }

    /** What belongs to a comparison, its questions and its answers. */
    private final class OfComparison implements ComparisonHandler {
        private final long nowMicros;
        private final long session;
        private final Outbox outbox;

        OfComparison(long nowMicros, long session, Outbox outbox) {
            this.nowMicros = nowMicros;
            this.session = session;
            this.outbox = outbox;
        }

        private Optional<Comparison> own(int from, ComparisonMessage answer) {
            Optional<Comparison> current =
                    antiEntropy.current(from, session).filter(open -> !open.isOver() && open.isAnswer(answer));
            if (current.isPresent()) {
                antiEntropy.hasAdvanced(nowMicros);
            }
            return current;
        }

        @Override
        public void onCompareAll(int from, ComparisonMessage.CompareAll message) {
            comparisonAnswers.compareAll(from, message, outbox);
        }

        @Override
        public void onCompareArcs(int from, ComparisonMessage.CompareArcs message) {
            comparisonAnswers.compareArcs(from, message, outbox);
        }

        @Override
        public void onCompareNodes(int from, ComparisonMessage.CompareNodes message) {
            comparisonAnswers.compareNodes(from, message, outbox);
        }

        @Override
        public void onCompareKeys(int from, ComparisonMessage.CompareKeys message) {
            comparisonAnswers.compareKeys(from, message, outbox);
        }

        @Override
        public void onOtherRing(int from, ComparisonMessage.OtherRing message) {
            own(from, message).ifPresent(Comparison::fail);
        }

        @Override
        public void onAllCompared(int from, ComparisonMessage.AllCompared message) {
            own(from, message).ifPresent(comparison -> comparison.allCompared(message, outbox));
        }

        @Override
        public void onArcsCompared(int from, ComparisonMessage.ArcsCompared message) {
            own(from, message).ifPresent(comparison -> comparison.arcsCompared(message, outbox));
        }

        @Override
        public void onNodesCompared(int from, ComparisonMessage.NodesCompared message) {
            own(from, message).ifPresent(comparison -> comparison.nodesCompared(message, outbox));
        }

        @Override
        public void onKeysCompared(int from, ComparisonMessage.KeysCompared message) {
            own(from, message).ifPresent(comparison -> comparison.keysCompared(message, outbox));
        }

        @Override
        public void onDifferencesTaken(int from, ComparisonMessage.DifferencesTaken message) {
            own(from, message).ifPresent(comparison -> comparison.taken(outbox));
        }

        @Override
        public void onMadeEqual(int from, ComparisonMessage.MadeEqual message) {
            antiEntropy.madeEqual(nowMicros, message, outbox);
            entrance.retry(nowMicros, outbox);
        }
    }
}
