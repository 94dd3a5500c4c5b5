package mpjdht.service.grpc;

import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import io.grpc.Status;
import java.util.Optional;
import mpjdht.service.DoorThread;

/** Where calls come in: those that may not be made are turned away, and each finds its connection. */
final class ChordGate extends ServerTransportFilter implements ServerInterceptor {
    private static final int MOST_CALLS = 4096;
    private static final Attributes.Key<ChordConnection> OF_TRANSPORT = Attributes.Key.create("connection");
    private static final Context.Key<ChordConnection> OF_CALL = Context.key("connection");

    private final DoorThread thread;
    private final int mostConnections;
    private final WaitingBytes waitingBytes = new WaitingBytes();
    private final Runnable whenEmpty;
    private int connections;
    private int calls;
    private boolean isOpen;
    private boolean isClosed;

    /**
     * A gate that is not open.
     *
     * @param mostConnections of all doors together
     * @param whenEmpty is run when nobody is here and nobody may come any more, once or more often
     */
    ChordGate(DoorThread thread, int mostConnections, Runnable whenEmpty) {
        this.thread = thread;
        this.mostConnections = mostConnections;
        this.whenEmpty = whenEmpty;
    }

    /** The connection of the call that is being handled. */
    static ChordConnection connection() {
        return OF_CALL.get();
    }

    /** From now on calls may be made. */
    void open() {
        isOpen = true;
    }

    /** From now on none may. */
    void close() {
        isClosed = true;
        lookWhoIsHere();
    }

    private void lookWhoIsHere() {
        if (isClosed && connections == 0) {
            whenEmpty.run();
        }
    }

    @Override
    public Attributes transportReady(Attributes attributes) {
        ChordConnection connection = new ChordConnection(thread, waitingBytes);
        thread.execute(() -> {
            connections++;
            connection.enter(mostConnections);
        });
        return attributes.toBuilder().set(OF_TRANSPORT, connection).build();
    }

    /** Somebody has gone; the attributes are null when that was before it had spoken HTTP 2. */
    @Override
    public void transportTerminated(Attributes attributes) {
        ChordConnection connection = attributes == null ? null : attributes.get(OF_TRANSPORT);
        if (connection != null) {
            thread.execute(() -> {
                connections--;
                lookWhoIsHere();
                connection.leave();
            });
        }
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        ChordConnection connection = call.getAttributes().get(OF_TRANSPORT);
        Optional<Status> refusal = refusal(connection);
        if (refusal.isPresent()) {
            call.close(refusal.get(), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        calls++;
        return new Counted<>(
                Contexts.interceptCall(Context.current().withValue(OF_CALL, connection), call, headers, next));
    }

    private Optional<Status> refusal(ChordConnection connection) {
        if (isClosed) {
            return Optional.of(ChordErrors.JOB_ENDS);
        }
        if (!isOpen) {
            return Optional.of(ChordErrors.NOT_OPEN);
        }
        if (!connection.isHere()) {
            return Optional.of(ChordErrors.tooMuch("there are as many connections as may be"));
        }
        return calls < MOST_CALLS ? Optional.empty() : Optional.of(ChordErrors.tooMuch("too many calls are under way"));
    }

    /** A call that is under way until it is over. */
    private final class Counted<A> extends SimpleForwardingServerCallListener<A> {
        Counted(ServerCall.Listener<A> listener) {
            super(listener);
        }

        @Override
        public void onComplete() {
            calls--;
            super.onComplete();
        }

        @Override
        public void onCancel() {
            calls--;
            super.onCancel();
        }
    }
}
