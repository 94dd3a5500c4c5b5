package mpjdht.service;

import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.client.Client;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.RingView;

/** Stands among the clients of a rank and asks for nothing: it knows the ring in force, so that a door need not ask who is on it. */
public final class RingWatch implements Client {
    private final Runnable whenChanged;
    private volatile RingView view;

    /**
     * A watch over a ring.
     *
     * @param view the ring at start
     * @param whenChanged is told of each other ring; called by the rank's thread
     */
    public RingWatch(RingView view, Runnable whenChanged) {
        this.view = view;
        this.whenChanged = whenChanged;
    }

    /** The ring that was announced last. For any thread. */
    public RingView view() {
        return view;
    }

    private void change(RingView next) {
        view = next;
        whenChanged.run();
    }

    @Override
    public void announce(RingView next, Arc moved, Outbox outbox) {
        change(next);
    }

    @Override
    public void configure(Configuration configuration, Outbox outbox) {
        if (!configuration.ring().hasSameNodes(view)) {
            change(configuration.ring());
        }
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        throw new ProtocolException("rank " + from + " answers somebody who never asked");
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        return false;
    }

    @Override
    public boolean isSettled() {
        return true;
    }
}
