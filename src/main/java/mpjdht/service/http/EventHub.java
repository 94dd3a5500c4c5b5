package mpjdht.service.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mpjdht.service.Desk;
import mpjdht.service.DoorThread;

/** Tells subscribers of the ring, of changes to it, and of what the doors do. Of the doors' thread. */
final class EventHub {
    /** How much longer than looking at the ring took nobody looks again: counting the keys of a large table takes the ranks' time. */
    private static final int REST = 20;

    private static final int MOST_SUBSCRIBERS = 100;

    private final DoorThread thread;
    private final List<EventExchange> subscribers = new ArrayList<>();
    private String ring = "";
    private boolean isAsking;
    private long nextLookNanos = System.nanoTime();

    EventHub(DoorThread thread) {
        this.thread = thread;
        thread.eachSecond(this::tellFigures);
        thread.onChange(this::tellChange);
    }

    /** Whether one more may subscribe. */
    boolean hasRoom() {
        return subscribers.size() < MOST_SUBSCRIBERS;
    }

    void subscribe(EventExchange subscriber) {
        subscribers.add(subscriber);
        tellRing(subscriber);
        look();
    }

    void unsubscribe(EventExchange subscriber) {
        subscribers.remove(subscriber);
    }

    /** The ring as it was last seen, if it was. */
    void tellRing(EventExchange subscriber) {
        if (!ring.isEmpty()) {
            subscriber.tell("ring", ring);
        }
    }

    private void tell(String kind, String data) {
        List.copyOf(subscribers).forEach(subscriber -> subscriber.tell(kind, data));
    }

    private void look() {
        long begin = System.nanoTime();
        if (isAsking || begin - nextLookNanos < 0) {
            return;
        }
        isAsking = true;
        thread.questions().ask("RING", reply -> {
            isAsking = false;
            long end = System.nanoTime();
            nextLookNanos = end + REST * (end - begin);
            if (reply.error().isEmpty()) {
                note(LineExchange.withoutLine(reply.lines().get(0)));
            }
        });
    }

    private void note(String seen) {
        if (!seen.equals(ring)) {
            ring = seen;
            tell("ring", ring);
        }
    }

    private void tellChange(String line, Desk.Reply reply) {
        if (subscribers.isEmpty() || reply.error().isPresent()) {
            return;
        }
        String printed = String.join("\n", reply.lines());
        String result =
                printed.startsWith("{") ? LineExchange.withoutLine(printed) : Json.text(Map.of("text", printed));
        tell(
                "change",
                "{\"time_ms\":" + System.currentTimeMillis() + ",\"command\":" + Json.text(line) + ",\"result\":"
                        + result + "}");
        nextLookNanos = System.nanoTime();
        look();
    }

    private void tellFigures() {
        if (subscribers.isEmpty()) {
            return;
        }
        look();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("time_ms", System.currentTimeMillis());
        figures.put("connections", thread.door().callers().byDoor());
        figures.put("waiting_bytes", thread.door().askedBytes());
        figures.put(
                "verbs",
                thread.figures().meters().stream()
                        .filter(meter -> meter.all().getTotalCount() > 0)
                        .map(MetricsObject::lastSecond)
                        .toList());
        tell("figures", Json.text(figures));
    }
}
