package mpjdht.service.grpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Tells those who send what is no message of the call that it is none. The library would say that nobody knows what has happened. */
final class MessageGuard implements ServerInterceptor {
    private static final Status NO_MESSAGE = Status.INVALID_ARGUMENT.withDescription(
            "what came is no message of this call; right is what the service describes, as Protocol Buffers, with texts in UTF-8");

    private MessageGuard() {}

    /** A service that is asked for nothing but messages. */
    static ServerServiceDefinition guard(ServerServiceDefinition service) {
        return ServerInterceptors.intercept(ServerInterceptors.useInputStreamMessages(service), new MessageGuard());
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
            private boolean isOver;

            @Override
            public void onMessage(A message) {
                if (isOver) {
                    return;
                }
                try {
                    super.onMessage(message);
                } catch (StatusRuntimeException unreadable) {
                    isOver = true;
                    call.close(NO_MESSAGE, new Metadata());
                }
            }

            @Override
            public void onHalfClose() {
                if (!isOver) {
                    super.onHalfClose();
                }
            }
        };
    }
}
