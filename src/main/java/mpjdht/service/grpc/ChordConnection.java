package mpjdht.service.grpc;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import mpjdht.message.Operation;
import mpjdht.service.Answers;
import mpjdht.service.Caller;
import mpjdht.service.DoorThread;

/** A client of Chord that has come in at the port of a node: asks for keys, and tells those who asked on its connection. For the doors' thread. */
final class ChordConnection implements Caller {
    private final DoorThread thread;
    private final WaitingBytes waitingBytes;
    private final Map<Integer, KeyCall.Asker> asked = new HashMap<>();
    private final ArrayDeque<KeyCall> waiting = new ArrayDeque<>();
    private int caller;
    private int lastNumber;
    private boolean isHere;
    private boolean isClosing;

    /**
     * Nobody has come in.
     *
     * @param waitingBytes of all connections
     */
    ChordConnection(DoorThread thread, WaitingBytes waitingBytes) {
        this.thread = thread;
        this.waitingBytes = waitingBytes;
    }

    /** Comes in, if fewer than that many are there. */
    void enter(int mostConnections) {
        if (thread.door().callers().here() < mostConnections) {
            caller = thread.door().callers().enter(this);
            isHere = true;
        }
    }

    @Override
    public String door() {
        return "grpc";
    }

    /** How fast messages come and go is the business of gRPC. */
    @Override
    public void look(long nanos) {}

    /** Whether it has come in. */
    boolean isHere() {
        return isHere;
    }

    /** Goes. */
    void leave() {
        refuseWaiting();
        if (isHere) {
            isHere = false;
            thread.left(caller);
        }
    }

    /** Asks, at once or when there is room. */
    void ask(KeyCall call) {
        if (isClosing || !isHere) {
            // Whoever has gone has no number any more by which an answer would find it.
            call.asker().refused(ChordErrors.JOB_ENDS);
        } else if (waiting.isEmpty() && thread.door().hasRoom()) {
            askNow(call);
        } else if (waitingBytes.hasRoom()) {
            waitingBytes.add(call.bytes());
            waiting.add(call);
        } else {
            call.asker().refused(ChordErrors.tooMuch("too many requests wait"));
        }
    }

    private void askNow(KeyCall call) {
        lastNumber++;
        asked.put(lastNumber, call.asker());
        int keyLength = call.key().size();
        int valueLength = call.value().size();
        byte[] bytes = thread.scratch(keyLength + valueLength);
        call.key().copyTo(bytes, 0);
        call.value().copyTo(bytes, keyLength);
        switch (call.operation()) {
            case Operation.PUT -> thread.door().put(caller, lastNumber, bytes, 0, keyLength, keyLength, valueLength);
            case Operation.GET -> thread.door().get(caller, lastNumber, bytes, 0, keyLength);
            case Operation.DELETE -> thread.door().delete(caller, lastNumber, bytes, 0, keyLength);
            default -> throw new IllegalArgumentException("operation " + call.operation());
        }
        thread.submitSoon();
    }

    @Override
    public void answered(int number, Answers answers, int index) {
        asked.remove(number)
                .answered(answers.outcome(index), answers.bytes(), answers.offset(index), answers.length(index));
    }

    @Override
    public void failed(RuntimeException failure) {
        thread.report("a call of a client of Chord failed: " + failure);
    }

    @Override
    public void close() {
        isClosing = true;
        refuseWaiting();
    }

    private void refuseWaiting() {
        while (!waiting.isEmpty()) {
            nextWaiting().asker().refused(ChordErrors.JOB_ENDS);
        }
    }

    @Override
    public void goOn() {
        while (!waiting.isEmpty() && thread.door().hasRoom()) {
            KeyCall next = nextWaiting();
            if (!next.asker().isAbandoned()) {
                askNow(next);
            }
        }
    }

    private KeyCall nextWaiting() {
        KeyCall next = waiting.remove();
        waitingBytes.remove(next.bytes());
        return next;
    }
}
