package mpjdht.service.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/** A request that ends the server, when it has been answered, and what is under way is done. */
final class EndExchange extends Exchange {
    private static final byte[] TOLD = "{\"op\":\"END\"}".getBytes(StandardCharsets.US_ASCII);

    private final Runnable end;

    /**
     * A request that has ended nothing.
     *
     * @param end ends the server
     */
    EndExchange(Responder responder, Runnable end) {
        super(responder, 0);
        this.end = end;
    }

    @Override
    String verb() {
        return "END";
    }

    @Override
    void run() {
        responder().send(HttpResponseStatus.OK, Responder.JSON, TOLD);
        end.run();
    }
}
