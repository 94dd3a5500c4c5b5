package mpjdht.sim;

/** Events that are over, to be used again: so a simulation makes no garbage. Those of messages keep their arrays. */
final class EventPool {
    private Event messages;
    private Event others;

    /** An event of a kind, with anything in its other fields. */
    Event take(Event.Kind kind) {
        Event event = kind == Event.Kind.MESSAGE ? messages : others;
        if (event == null) {
            event = new Event();
        } else if (kind == Event.Kind.MESSAGE) {
            messages = event.next;
        } else {
            others = event.next;
        }
        event.kind = kind;
        event.isServed = false;
        return event;
    }

    /** Gives an event back, which is in no list any more. */
    void give(Event event) {
        if (event.kind == Event.Kind.MESSAGE) {
            event.next = messages;
            messages = event;
        } else {
            event.action = null;
            event.next = others;
            others = event;
        }
    }
}
