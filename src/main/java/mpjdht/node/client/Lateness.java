package mpjdht.node.client;

import java.util.Optional;
import mpjdht.metric.Figure;
import mpjdht.node.Outbox;
import mpjdht.node.Patience;

/**
 * How long a client of a grid that keeps copies waits: looks from time to time at what has no answer, asks another rank where any takes
 * requests, and at last gives up. On a grid without copies a client waits for ever: there a rank that is gone ends the job.
 */
final class Lateness {
    private final int client;
    private final Requests requests;
    /** How long it waits for answers. */
    private final Optional<Patience> patience;

    /** How long it waits for the rank that takes its commands, where any other does too. */
    private final Optional<Patience> patienceAtHome;

    private boolean looksLater;
    private long nextLookMicros;

    /** What a client may have asked besides its requests. */
    interface Question {
        /** No question. */
        Question NONE = new Question() {
            @Override
            public boolean isAsking() {
                return false;
            }

            @Override
            public boolean hasHeardThatItIsWorkedOn() {
                return false;
            }

            @Override
            public void giveUp() {
                throw new IllegalStateException("nothing was asked");
            }

            @Override
            public void askSomebodyElse(Outbox outbox) {
                // Nobody was asked.
            }
        };

        /** Whether ranks have been asked that have not all answered. */
        boolean isAsking();

        /** Whether somebody has said that what was asked for is not done yet, since this was asked last. */
        boolean hasHeardThatItIsWorkedOn();

        /** Waits for answers no longer. */
        void giveUp();

        /** Whoever was asked does not answer; what does no harm is asked of somebody else. */
        void askSomebodyElse(Outbox outbox);
    }

    /**
     * Nothing is late.
     *
     * @param client the client's number on its rank
     */
    Lateness(int client, Requests requests, Optional<Patience> patience, Optional<Patience> patienceAtHome) {
        this.client = client;
        this.requests = requests;
        this.patience = patience;
        this.patienceAtHome = patienceAtHome;
    }

    /** What is awaited is awaited from now on. */
    void restart() {
        patience.ifPresent(Patience::restart);
        patienceAtHome.ifPresent(Patience::restart);
    }

    /** Looks again later; for as long as there may be something under way. */
    void lookLater(long nowMicros, Outbox outbox) {
        if (patience.isPresent() && !looksLater) {
            looksLater = true;
            nextLookMicros = nowMicros + patienceAtHome.orElse(patience.get()).pauseMicros();
            outbox.setTimer(nextLookMicros - nowMicros, ClientHost.timerOf(client));
        }
    }

    /**
     * A timer of the client has expired: looks, if it is time.
     *
     * @param isBlocked whether answers that are here are not used, so that others may wait for their credit
     */
    void onTimer(long nowMicros, boolean isBlocked, Question question, Outbox outbox) {
        if (looksLater && nowMicros >= nextLookMicros) {
            looksLater = false;
            look(nowMicros, isBlocked, question, outbox);
        }
    }

    private void look(long nowMicros, boolean isBlocked, Question question, Outbox outbox) {
        if (isBlocked && requests.isShortOfCredit()) {
            restart();
            return;
        }
        if (question.hasHeardThatItIsWorkedOn()) {
            restart();
        }
        int oldest = requests.oldestUnanswered();
        int end = lookAt(patience.orElseThrow(), nowMicros, question);
        if (end != oldest) {
            outbox.count(Figure.CLIENT_TIMEOUTS, 1);
        }
        if (end != oldest && question.isAsking()) {
            question.giveUp();
        } else if (end != oldest) {
            requests.giveUpBefore(end, outbox);
        }
        if (patienceAtHome.isPresent()
                && lookAt(patienceAtHome.get(), nowMicros, question) != requests.oldestUnanswered()) {
            patienceAtHome.get().restart();
            outbox.count(Figure.CLIENT_TIMEOUTS, 1);
            requests.moveHome(outbox);
            question.askSomebodyElse(outbox);
        }
    }

    /** Number behind what has been waited for too long; a question, beside which nothing is under way, counts as one request. */
    private int lookAt(Patience limit, long nowMicros, Question question) {
        int asked = requests.sentEnd();
        return limit.look(nowMicros, requests.oldestUnanswered(), question.isAsking() ? asked + 1 : asked);
    }
}
