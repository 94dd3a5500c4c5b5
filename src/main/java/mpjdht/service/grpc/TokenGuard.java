package mpjdht.service.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import mpjdht.service.Token;

/** Lets those calls through alone that show the token, as {@code authorization: Bearer …}. */
final class TokenGuard implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private static final String BEARER = "bearer ";
    private static final Status UNKNOWN =
            Status.UNAUTHENTICATED.withDescription("who calls has to show the token; right is authorization: Bearer …");

    private final Token token;

    TokenGuard(Token token) {
        this.token = token;
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        String shown = headers.get(AUTHORIZATION);
        boolean isKnown = shown != null
                && shown.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && token.is(shown.substring(BEARER.length()).strip());
        if (!isKnown) {
            call.close(UNKNOWN, new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return next.startCall(call, headers);
    }
}
