package mpjdht.runtime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;

/**
 * A rank in which all but the loop is a script: what arrives and when, the time, and a machine that does what the messages
 * say. {@link #log} tells what happened, in order.
 */
final class ScriptedRank implements Transport, StateMachine, RankLoop.Surroundings {
    private static final int RANK = 1;
    private static final int OTHER = 2;
    private static final int LONGEST_LOG = 100;

    private final List<String> log = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final List<String> times = new ArrayList<>();
    private final ArrayDeque<Arrival> arrivals = new ArrayDeque<>();
    /** Close to where the clock turns negative, as it may in a job. */
    private long nowNanos = Long.MAX_VALUE - 150_000;

    private int clockReads;
    private boolean finished;
    private final Inbox inbox = new Inbox(() -> {});
    private final Inbox.Slot input = inbox.slot();

    /** A message, empty when there is none, and how long a wait for it takes. */
    private record Arrival(String text, long waitMicros) {}

    /** A message that is there as soon as it is asked for. */
    ScriptedRank gets(String text) {
        arrivals.add(new Arrival(text, 0));
        return this;
    }

    /** A moment in which no message is there, and then one that a wait brings. */
    ScriptedRank getsAfter(long waitMicros, String text) {
        arrivals.add(new Arrival("", 0));
        arrivals.add(new Arrival(text, waitMicros));
        return this;
    }

    /** A moment in which no message is there, and a wait brings none. */
    ScriptedRank waitsInVain() {
        return getsAfter(Long.MAX_VALUE, "");
    }

    /** A moment in which no message is there, and a wait that somebody ends after so long. */
    ScriptedRank wokenAfter(long waitMicros) {
        return getsAfter(waitMicros, "");
    }

    /** Runs the loop to its end. */
    ScriptedRank run() throws InterruptedException {
        new RankLoop(this, this, inbox, this, this::readClock).run();
        return this;
    }

    List<String> log() {
        return log;
    }

    /** What happened, of one kind: {@code "timer"}, {@code "got"}. */
    List<String> log(String kind) {
        return log.stream().filter(line -> line.startsWith(kind)).toList();
    }

    /** What was sent to other ranks. */
    List<String> sent() {
        return sent;
    }

    /** The time that each call of the machine was told, in microseconds. */
    List<String> times() {
        return times;
    }

    int clockReads() {
        return clockReads;
    }

    private void note(String event) {
        log.add(event);
        if (log.size() > LONGEST_LOG) {
            throw new AssertionError("this loop has no end: " + log);
        }
    }

    private long readClock() {
        clockReads++;
        return nowNanos;
    }

    private void pass(long micros) {
        nowNanos += micros * 1000;
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        String text = new String(bytes, offset, length, StandardCharsets.US_ASCII);
        note("got " + text);
        times.add("message " + nowMicros);
        for (String order : text.split(" ", -1)) {
            String[] words = order.split(":", -1);
            switch (words[0]) {
                case "say" -> send(outbox, RANK, words[1]);
                case "tell" -> send(outbox, OTHER, words[1]);
                case "timer" -> outbox.setTimer(Long.parseLong(words[2]), Long.parseLong(words[1]));
                case "work" -> pass(Long.parseLong(words[1]));
                case "await" -> input.awaitNext();
                case "settle" -> input.settle();
                case "end" -> finished = true;
                default -> {}
            }
        }
    }

    private static void send(Outbox outbox, int to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        outbox.send(to, bytes, 0, bytes.length);
    }

    /** Timer 0 sets itself again, for at once. */
    @Override
    public void onTimer(long nowMicros, long timer, Outbox outbox) {
        note("timer " + timer);
        times.add("timer " + nowMicros);
        if (timer == 0) {
            outbox.setTimer(0, 0);
        }
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        note("idle");
        times.add("idle " + nowMicros);
        return false;
    }

    @Override
    public boolean finished() {
        return finished;
    }

    @Override
    public void stepped() {}

    @Override
    public void beforeWaiting() {
        note("waiting");
    }

    @Override
    public void quiet() {
        note("quiet");
    }

    @Override
    public int rank() {
        return RANK;
    }

    @Override
    public int size() {
        return 3;
    }

    @Override
    public boolean distributed() {
        return false;
    }

    @Override
    public void send(int to, byte[] bytes, int offset, int length) {
        sent.add(to + ": " + new String(bytes, offset, length, StandardCharsets.US_ASCII));
    }

    @Override
    public boolean poll(Received into) {
        return !arrivals.isEmpty() && deliver(arrivals.poll(), into);
    }

    @Override
    public void take(Received into) {
        note("take");
        Arrival arrival = arrivals.remove();
        pass(arrival.waitMicros);
        if (!deliver(arrival, into)) {
            throw new AssertionError("this wait has no end");
        }
    }

    @Override
    public boolean take(Received into, long limitNanos) {
        note(limitNanos == Long.MAX_VALUE ? "take or wake" : "take within " + limitNanos / 1000 + " us");
        Arrival arrival = arrivals.remove();
        pass(Math.min(arrival.waitMicros, limitNanos / 1000));
        return deliver(arrival, into);
    }

    private static boolean deliver(Arrival arrival, Received into) {
        byte[] bytes = arrival.text.getBytes(StandardCharsets.US_ASCII);
        into.set(OTHER, bytes, 0, bytes.length);
        return bytes.length > 0;
    }

    @Override
    public void wake() {}

    @Override
    public void beat(int to) {}

    @Override
    public long silenceNanos(int peer) {
        return 0;
    }
}
