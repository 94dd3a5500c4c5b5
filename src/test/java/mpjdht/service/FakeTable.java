package mpjdht.service;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import mpjdht.message.Answer;
import mpjdht.message.DecimalText;
import mpjdht.message.IncrementRecord;
import mpjdht.message.Operation;
import mpjdht.message.ReplyBatch;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.SwapRecord;
import mpjdht.message.WalkRecord;
import mpjdht.node.client.RequestSource;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.Xxh3KeySpace;
import mpjdht.runtime.Inbox;

/** Stands for a client and its grid behind a door: does requests in any order that keeps those for one key as they came. */
public final class FakeTable {
    private final KeySpace space = new Xxh3KeySpace(64);
    private final RequestPassage requests;
    private final AnswerPassage answers;
    private final Door door;
    private final SplittableRandom random;
    private final Map<String, byte[]> values = new HashMap<>();
    private final List<Request> pending = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Request(long place, RequestBatch batch, String key) {}

    /** An empty table, whose order of doing things a seed decides. */
    public FakeTable(long seed) {
        random = new SplittableRandom(seed);
        requests = new RequestPassage(new Inbox(() -> {}).slot(), space);
        answers = new AnswerPassage(new Inbox(() -> {}).slot(), () -> {}, () -> {});
        door = new Door(requests, answers);
    }

    /** The door through which it is asked. */
    public Door door() {
        return door;
    }

    /** What a key has; null when it is not there. */
    public byte[] value(String key) {
        return values.get(key);
    }

    /** Does some of what it was asked, and tells the answers; false when there was nothing to do. */
    public boolean work() {
        door.submit();
        RequestBatch batch = new RequestBatch();
        while (requests.next(batch, 0) == RequestSource.Next.REQUEST) {
            RequestCursor request = cursor(batch);
            String key = text(request.bytes(), request.keyOffset(), request.keyLength());
            pending.add(new Request(requests.place(), batch, key));
            batch = new RequestBatch();
        }
        if (pending.isEmpty()) {
            return false;
        }
        int count = 1 + random.nextInt(pending.size());
        for (int i = 0; i < count; i++) {
            doOne();
        }
        answers.bringOut();
        door.tellAnswers();
        return true;
    }

    private void doOne() {
        int pick = random.nextInt(pending.size());
        Set<String> before = new HashSet<>();
        for (int i = 0; i <= pick; i++) {
            if (!before.add(pending.get(i).key()) && i == pick) {
                // The first for the same key comes first.
                String key = pending.get(pick).key();
                pick = 0;
                while (!pending.get(pick).key().equals(key)) {
                    pick++;
                }
                break;
            }
        }
        Request chosen = pending.remove(pick);
        answer(chosen.place(), cursor(chosen.batch()), chosen.key());
    }

    private void answer(long place, RequestCursor request, String key) {
        byte[] old = values.get(key);
        byte[] none = {};
        switch (request.operation()) {
            case Operation.PUT -> {
                byte[] value = new byte[request.valueLength()];
                System.arraycopy(request.bytes(), request.valueOffset(), value, 0, value.length);
                values.put(key, value);
                tell(place, request, Answer.STORED, none);
            }
            case Operation.GET ->
                tell(place, request, old == null ? Answer.MISSING : Answer.FOUND, old == null ? none : old);
            case Operation.DELETE ->
                tell(place, request, values.remove(key) == null ? Answer.MISSING : Answer.DELETED, none);
            case Operation.APPEND -> {
                byte[] before = old == null ? none : old;
                byte[] value = Arrays.copyOf(before, before.length + request.valueLength());
                System.arraycopy(request.bytes(), request.valueOffset(), value, before.length, request.valueLength());
                values.put(key, value);
                tell(place, request, Answer.STORED, none);
            }
            case Operation.INCR -> increment(place, request, key, old);
            case Operation.CAS -> swap(place, request, key, old);
            case Operation.WALK -> walk(place, request);
            default -> throw new IllegalStateException("operation " + request.operation());
        }
    }

    private void increment(long place, RequestCursor request, String key, byte[] old) {
        byte[] number = old == null ? new byte[] {'0'} : old;
        if (!DecimalText.isNumber(number, 0, number.length)) {
            tell(place, request, Answer.NOT_A_NUMBER, old);
            return;
        }
        long before = DecimalText.number(number, 0, number.length);
        if (IncrementRecord.isOutOfRange(before, IncrementRecord.by(request))) {
            tell(place, request, Answer.OUT_OF_RANGE, old);
            return;
        }
        long sum = before + IncrementRecord.by(request);
        values.put(key, DecimalText.of(sum));
        byte[] told = new byte[IncrementRecord.BYTES];
        IncrementRecord.write(sum, told);
        tell(place, request, Answer.COUNTED, told);
    }

    private void walk(long place, RequestCursor request) {
        int most = Math.max(1, WalkRecord.keys(request) / 50);
        SortedMap<Long, String> byPosition = new TreeMap<>(Long::compareUnsigned);
        for (String key : values.keySet()) {
            byte[] bytes = key.getBytes(StandardCharsets.ISO_8859_1);
            KeyPlace located = new KeyPlace();
            space.locate(bytes, 0, bytes.length, located);
            byPosition.put(located.position(), key);
        }
        WalkRecord answer = new WalkRecord();
        long last = WalkRecord.last(request);
        int keys = 0;
        for (Map.Entry<Long, String> entry :
                byPosition.tailMap(request.position()).entrySet()) {
            byte[] key = entry.getValue().getBytes(StandardCharsets.ISO_8859_1);
            if (WalkRecord.keys(request) > 0) {
                answer.add(key, 0, key.length);
            }
            keys++;
            if (keys == most) {
                last = entry.getKey();
                break;
            }
        }
        answer.end(last, keys);
        tell(place, request, Answer.WALKED, Arrays.copyOf(answer.bytes(), answer.length()));
    }

    private void swap(long place, RequestCursor request, String key, byte[] old) {
        int newAt = SwapRecord.newOffset(request);
        byte[] expected = SwapRecord.hasOld(request)
                ? Arrays.copyOfRange(request.bytes(), SwapRecord.oldOffset(request), newAt)
                : null;
        if (!Arrays.equals(expected, old)) {
            tell(place, request, old == null ? Answer.MISSING : Answer.DIFFERS, old == null ? new byte[0] : old);
            return;
        }
        byte[] value = Arrays.copyOfRange(request.bytes(), newAt, newAt + SwapRecord.newLength(request));
        values.compute(key, (same, before) -> SwapRecord.hasNew(request) ? value : null);
        tell(place, request, Answer.SWAPPED, new byte[0]);
    }

    private void tell(long place, RequestCursor request, int outcome, byte[] value) {
        ReplyBatch batch = new ReplyBatch(0);
        batch.add(outcome, 1, 0, 1000, value, 0, value.length);
        ReplyCursor reply = new ReplyCursor();
        reply.open(batch.bytes(), 0, batch.length());
        reply.next();
        answers.answered(place, request, reply, 1);
        if (random.nextInt(3) == 0) {
            answers.bringOut();
        }
    }

    private static RequestCursor cursor(RequestBatch batch) {
        RequestCursor cursor = new RequestCursor();
        cursor.open(batch.bytes(), 0, batch.length());
        cursor.next();
        return cursor;
    }

    private static String text(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
}
