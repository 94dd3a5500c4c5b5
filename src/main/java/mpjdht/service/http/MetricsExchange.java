package mpjdht.service.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import mpjdht.service.Door;
import mpjdht.service.DoorThread;
import mpjdht.service.Meter;

/** {@code GET /metrics}: the figures, as Prometheus reads them when it is asked for text, else as JSON. */
final class MetricsExchange extends Exchange {
    private final DoorThread thread;
    private final boolean isText;
    private boolean isAbandoned;

    MetricsExchange(Responder responder, DoorThread thread, boolean isText) {
        super(responder, 0);
        this.thread = thread;
        this.isText = isText;
    }

    @Override
    String verb() {
        return "METRICS";
    }

    @Override
    void run() {
        ask("RING", ring -> ask("METRICS", counted -> tell(RingLoad.of(ring), CountedMetrics.of(counted))));
    }

    /** Has a line run, and goes on with what it prints. */
    private void ask(String line, Consumer<String> next) {
        thread.questions().ask(line, reply -> {
            if (!isAbandoned && reply.error().isPresent()) {
                responder()
                        .refuse(
                                HttpResponseStatus.SERVICE_UNAVAILABLE,
                                reply.error().get().message());
            } else if (!isAbandoned) {
                next.accept(reply.lines().get(0));
            }
        });
    }

    private void tell(RingLoad ring, CountedMetrics counted) {
        List<Meter> meters = thread.figures().meters();
        if (isText) {
            byte[] text = MetricsText.of(meters, thread.door(), ring, counted);
            responder().send(HttpResponseStatus.OK, "text/plain; version=0.0.4; charset=utf-8", text);
        } else {
            responder().send(HttpResponseStatus.OK, Responder.JSON, Json.bytes(object(meters, ring, counted)));
        }
    }

    private Map<String, Object> object(List<Meter> meters, RingLoad ring, CountedMetrics counted) {
        Door door = thread.door();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("commands", meters.stream().map(MetricsObject::all).toList());
        told.put("nodes", ring.allNodes());
        told.put("keys", ring.allKeys());
        told.put("stored_bytes", ring.allBytes());
        told.put("connections", door.callers().byDoor());
        told.put("requests_bytes", door.askedBytes());
        told.put("unread_bytes", door.untoldBytes());
        told.put("answers", door.answers());
        told.put("hops", door.hops());
        told.put("metrics", counted.told());
        return told;
    }

    @Override
    void abandon() {
        isAbandoned = true;
    }
}
