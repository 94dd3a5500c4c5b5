package mpjdht.service.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/** {@code GET /events}: what happens, as server-sent events, until the client leaves. */
final class EventExchange extends Exchange {
    private final EventHub hub;

    /** Whether events were left out because the client did not read. */
    private boolean hasMissed;

    EventExchange(Responder responder, EventHub hub) {
        super(responder, 0);
        this.hub = hub;
    }

    @Override
    String verb() {
        return "EVENTS";
    }

    @Override
    void run() {
        if (!hub.hasRoom()) {
            responder().refuse(HttpResponseStatus.SERVICE_UNAVAILABLE, "too many listen to events already");
            return;
        }
        responder().begin("text/event-stream");
        hub.subscribe(this);
    }

    /** Tells of an event, unless the client does not read; then it is left out. */
    void tell(String kind, String data) {
        if (responder().isRead()) {
            responder().append(("event: " + kind + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        } else {
            hasMissed = true;
        }
    }

    @Override
    void goOn() {
        if (hasMissed && responder().isRead()) {
            hasMissed = false;
            hub.tellRing(this);
        }
    }

    @Override
    boolean isEndless() {
        return true;
    }

    @Override
    void endSoon() {
        hub.unsubscribe(this);
        responder().end();
    }

    @Override
    void abandon() {
        hub.unsubscribe(this);
    }
}
