package mpjdht.node.eventual;

import mpjdht.message.MemberHandler;
import mpjdht.message.MemberMessage;
import mpjdht.node.Outbox;

/** What clients ask of any rank, each handed to whom it concerns. */
final class MemberRequests {
    private final MembershipChanges changes;
    private final Synchronisation synchronisation;
    private final Reporter reporter;

    MemberRequests(MembershipChanges changes, Synchronisation synchronisation, Reporter reporter) {
        this.changes = changes;
        this.synchronisation = synchronisation;
        this.reporter = reporter;
    }

    void take(long nowMicros, int from, MemberMessage message, Outbox outbox) {
        message.handle(from, new FromClient(nowMicros, outbox));
    }

    /** Hands on what is asked at a time. */
    private final class FromClient implements MemberHandler {
        private final long nowMicros;
        private final Outbox outbox;

        FromClient(long nowMicros, Outbox outbox) {
            this.nowMicros = nowMicros;
            this.outbox = outbox;
        }

        @Override
        public void onJoin(int from, MemberMessage.Join message) {
            changes.join(nowMicros, message, outbox);
        }

        @Override
        public void onLeave(int from, MemberMessage.Leave message) {
            changes.leave(nowMicros, message, outbox);
        }

        @Override
        public void onAwaitFilled(int from, MemberMessage.AwaitFilled message) {
            changes.awaitFilled(nowMicros, message);
        }

        @Override
        public void onSynchronise(int from, MemberMessage.Synchronise message) {
            synchronisation.ask(message, outbox);
        }

        @Override
        public void onCountNodes(int from, MemberMessage.CountNodes message) {
            reporter.countNodes(message, outbox);
        }

        @Override
        public void onFindHost(int from, MemberMessage.FindHost message) {
            reporter.findHost(message, outbox);
        }

        @Override
        public void onTellRing(int from, MemberMessage.TellRing message) {
            reporter.tellRing(message, outbox);
        }

        @Override
        public void onTellNode(int from, MemberMessage.TellNode message) {
            reporter.tellNode(message, outbox);
        }

        @Override
        public void onTellCopy(int from, MemberMessage.TellCopy message) {
            reporter.tellCopy(message, outbox);
        }

        @Override
        public void onTellLeader(int from, MemberMessage.TellLeader message) {
            reporter.tellLeader(message, outbox);
        }
    }
}
