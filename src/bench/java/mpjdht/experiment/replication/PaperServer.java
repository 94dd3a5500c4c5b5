package mpjdht.experiment.replication;

import java.util.ArrayDeque;
import mpjdht.experiment.replication.PaperMessage.Kind;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;

/** A server of one object, by a protocol of a paper. Servers have the ranks from 0 on: the head or primary is 0, the tail the last. None fails. */
final class PaperServer implements StateMachine {
    private final PaperProtocol protocol;
    private final int rank;
    private final int tail;

    /** Updates that have been decided here, or have come here. */
    private long updates;

    /** Updates of which is known that all servers have them. */
    private long clean;

    /** Of each update that waits at a primary, how many backups have yet to acknowledge it; in order. */
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    /** What a primary answers when it and everything before it has been acknowledged. */
    private static final class Waiting {
        final PaperMessage message;
        int missing;

        Waiting(PaperMessage message, int missing) {
            this.message = message;
            this.missing = missing;
        }
    }

    PaperServer(PaperProtocol protocol, int rank, int servers) {
        this.protocol = protocol;
        this.rank = rank;
        this.tail = servers - 1;
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        PaperMessage message = PaperMessage.read(bytes, offset);
        switch (message.kind()) {
            case QUERY -> query(message, outbox);
            case UPDATE -> {
                updates++;
                decided(new PaperMessage(Kind.DIFFERENCE, message.client(), message.request(), updates), outbox);
            }
            case DIFFERENCE -> {
                updates = message.number();
                if (protocol == PaperProtocol.PRIMARY_BACKUP) {
                    message.as(Kind.ACKNOWLEDGED).send(0, outbox);
                } else {
                    passOn(message, outbox);
                }
            }
            case ACKNOWLEDGED -> acknowledged(message, outbox);
            case VERSION -> message.as(Kind.VERSION_TOLD).send(from, outbox);
            case VERSION_TOLD -> message.as(Kind.REPLY).send(message.client(), outbox);
            case REPLY -> throw new IllegalStateException("a server got an answer");
        }
    }

    private void query(PaperMessage message, Outbox outbox) {
        if (protocol == PaperProtocol.PRIMARY_BACKUP && !waiting.isEmpty()) {
            waiting.add(new Waiting(message, 0));
        } else if (protocol == PaperProtocol.CRAQ && rank != tail && clean < updates) {
            message.as(Kind.VERSION).send(tail, outbox);
        } else {
            message.as(Kind.REPLY).send(message.client(), outbox);
        }
    }

    private void decided(PaperMessage difference, Outbox outbox) {
        if (protocol != PaperProtocol.PRIMARY_BACKUP) {
            passOn(difference, outbox);
            return;
        }
        waiting.add(new Waiting(difference, tail));
        for (int backup = 1; backup <= tail; backup++) {
            difference.send(backup, outbox);
        }
        answerWhatIsKnown(outbox);
    }

    private void passOn(PaperMessage difference, Outbox outbox) {
        if (rank < tail) {
            difference.send(rank + 1, outbox);
            return;
        }
        difference.as(Kind.REPLY).send(difference.client(), outbox);
        if (protocol == PaperProtocol.CRAQ && rank > 0) {
            difference.as(Kind.ACKNOWLEDGED).send(rank - 1, outbox);
        }
    }

    private void acknowledged(PaperMessage message, Outbox outbox) {
        if (protocol == PaperProtocol.CRAQ) {
            clean = message.number();
            if (rank > 0) {
                message.send(rank - 1, outbox);
            }
            return;
        }
        for (Waiting update : waiting) {
            if (update.message.kind() == Kind.DIFFERENCE && update.message.number() == message.number()) {
                update.missing--;
                break;
            }
        }
        answerWhatIsKnown(outbox);
    }

    private void answerWhatIsKnown(Outbox outbox) {
        while (!waiting.isEmpty() && waiting.element().missing == 0) {
            PaperMessage done = waiting.remove().message;
            done.as(Kind.REPLY).send(done.client(), outbox);
        }
    }

    @Override
    public void onTimer(long nowMicros, long timer, Outbox outbox) {
        throw new IllegalStateException("a server sets no timer");
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        return false;
    }

    @Override
    public boolean finished() {
        return false;
    }
}
