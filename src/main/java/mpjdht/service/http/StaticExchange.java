package mpjdht.service.http;

import io.netty.handler.codec.http.HttpResponseStatus;

/** A response that is known before anything is asked. */
final class StaticExchange extends Exchange {
    private final String verb;
    private final String type;
    private final byte[] bytes;
    private final String[] headers;

    StaticExchange(Responder responder, String verb, String type, byte[] bytes, String... headers) {
        super(responder, 0);
        this.verb = verb;
        this.type = type;
        this.bytes = bytes;
        this.headers = headers.clone();
    }

    @Override
    String verb() {
        return verb;
    }

    @Override
    void run() {
        responder().send(HttpResponseStatus.OK, type, bytes, headers);
    }
}
