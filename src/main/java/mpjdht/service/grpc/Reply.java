package mpjdht.service.grpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;

/** The way back to whoever called; nothing is said to one that has gone. */
final class Reply<T> {
    private final ServerCallStreamObserver<T> caller;

    Reply(StreamObserver<T> caller) {
        this.caller = (ServerCallStreamObserver<T>) caller;
        // Else whoever speaks to one that has gone hears of it by an exception.
        this.caller.setOnCancelHandler(() -> {});
    }

    /** Whether whoever called has gone. */
    boolean isAbandoned() {
        return caller.isCancelled();
    }

    void answer(T message) {
        if (!isAbandoned()) {
            caller.onNext(message);
            caller.onCompleted();
        }
    }

    void fail(Status why) {
        if (!isAbandoned()) {
            caller.onError(why.asRuntimeException());
        }
    }

    /** What is heard goes to a step that answers, and a failure back at once. */
    <A> Heard<A> then(Consumer<A> step) {
        return new Heard<>(step, this::fail);
    }
}
