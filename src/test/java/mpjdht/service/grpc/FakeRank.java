package mpjdht.service.grpc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import mpjdht.message.Answer;
import mpjdht.message.Operation;
import mpjdht.message.ReplyBatch;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.client.RequestSource;
import mpjdht.ring.Sha1KeySpace;
import mpjdht.runtime.Inbox;
import mpjdht.service.DoorThread;
import mpjdht.service.FakeGrid;

/** Stands for the rank behind the doors' thread: a table in a thread of its own, which may be told to keep its answers for a while. */
final class FakeRank {
    private static final byte[] NONE = {};

    private final Semaphore word = new Semaphore(0);
    private final List<String> trouble;
    private final DoorThread doors;
    private final Map<String, byte[]> values = new HashMap<>();
    private final List<Runnable> kept = new ArrayList<>();
    private final Semaphore taken = new Semaphore(0);
    private volatile boolean keepsAnswers;
    private volatile int refusal;

    FakeRank(List<String> trouble) {
        this.trouble = trouble;
        doors = new DoorThread(
                new Inbox(word::release), true, FakeGrid.on(() -> new Sha1KeySpace(NaiveCircle.BITS)), trouble::add);
        Thread thread = new Thread(this::run, "fake-rank");
        thread.setDaemon(true);
        thread.start();
    }

    DoorThread doors() {
        return doors;
    }

    /** Whether answers are kept; those that are come when they are no more. */
    void keepAnswers(boolean keeps) {
        keepsAnswers = keeps;
        word.release();
    }

    /** Writes have this outcome from now on; 0 has them done. */
    void refuse(int outcome) {
        refusal = outcome;
    }

    /** Waits until so many more requests have come. */
    void awaitRequests(int count) throws InterruptedException {
        taken.acquire(count);
    }

    private void run() {
        try {
            while (!work()) {
                word.acquire();
            }
            doors.answers().ended();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            trouble.add(e.toString());
        }
    }

    /** Does what there is to do; true when there will be no more. */
    private boolean work() {
        RequestBatch batch = new RequestBatch();
        RequestSource.Next next = doors.requests().next(batch, 0);
        while (next == RequestSource.Next.REQUEST) {
            RequestCursor request = new RequestCursor();
            request.open(batch.bytes(), 0, batch.length());
            request.next();
            long place = doors.requests().place();
            kept.add(() -> answer(place, request));
            taken.release();
            batch = new RequestBatch();
            next = doors.requests().next(batch, 0);
        }
        if (!keepsAnswers) {
            kept.forEach(Runnable::run);
            kept.clear();
            doors.answers().bringOut();
        }
        return next == RequestSource.Next.END && kept.isEmpty();
    }

    private void answer(long place, RequestCursor request) {
        String key = new String(request.bytes(), request.keyOffset(), request.keyLength(), StandardCharsets.ISO_8859_1);
        if (refusal != 0 && request.operation() != Operation.GET) {
            tell(place, request, refusal, NONE);
            return;
        }
        switch (request.operation()) {
            case Operation.PUT -> {
                byte[] value = new byte[request.valueLength()];
                System.arraycopy(request.bytes(), request.valueOffset(), value, 0, value.length);
                values.put(key, value);
                tell(place, request, Answer.STORED, NONE);
            }
            case Operation.GET -> {
                byte[] value = values.get(key);
                tell(place, request, value == null ? Answer.MISSING : Answer.FOUND, value == null ? NONE : value);
            }
            default -> tell(place, request, values.remove(key) == null ? Answer.MISSING : Answer.DELETED, NONE);
        }
    }

    private void tell(long place, RequestCursor request, int outcome, byte[] value) {
        ReplyBatch batch = new ReplyBatch(0);
        batch.add(outcome, 1, 0, 1000, value, 0, value.length);
        ReplyCursor reply = new ReplyCursor();
        reply.open(batch.bytes(), 0, batch.length());
        reply.next();
        doors.answers().answered(place, request, reply, 1);
    }
}
