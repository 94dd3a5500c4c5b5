package mpjdht.grid;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mpjdht.history.Verb;
import mpjdht.message.Answer;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.Operation;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.SwapRecord;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.Fence;
import mpjdht.node.client.PlainResults;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;

/** A client that draws its commands and keeps a record of what it asks and hears. */
final class RandomUser implements CommandSource, PlainResults {
    private static final byte[] NOTHING = {};

    private final int number;
    private final Random random;
    private final KeySpace space;
    private final Script script;
    private final RecordedHistory history;
    private final KeyPlace place = new KeyPlace();
    private final List<Long> added = new ArrayList<>();
    private final Map<String, byte[]> put = new HashMap<>();
    private int commandsLeft;
    private long sequence;
    private Fence fence;
    private boolean concluded;

    /**
     * What users draw from.
     *
     * @param commands commands of each
     * @param keys keys that all share
     * @param valueBytes longest value
     * @param changes how many of a thousand commands are an ADD or a REMOVE
     * @param storageRanks ranks on which nodes may be
     */
    record Script(int commands, int keys, int valueBytes, int changes, int storageRanks) {}

    RandomUser(int number, long seed, KeySpace space, Script script, RecordedHistory history) {
        this.number = number;
        this.random = new Random(seed * 1_000_003 + number);
        this.space = space;
        this.script = script;
        this.history = history;
        this.commandsLeft = script.commands();
    }

    @Override
    public Next next(RequestBatch batch, int ignored) {
        if (commandsLeft == 0) {
            return Next.END;
        }
        if (random.nextInt(20) == 0) {
            return Next.NOTHING_YET;
        }
        commandsLeft--;
        if (random.nextInt(1000) < script.changes()) {
            return change();
        }
        byte[] key = Integer.toString(1 + random.nextInt(script.keys())).getBytes(StandardCharsets.US_ASCII);
        int draw = random.nextInt(24);
        if (draw > 21) {
            return count(batch, ignored, random.nextInt(10) == 0 ? key : text("n" + random.nextInt(3)));
        }
        space.locate(key, 0, key.length, place);
        if (draw > 19) {
            return swap(batch, ignored, key);
        }
        int operation = draw < 8 ? Operation.PUT : draw < 18 ? Operation.GET : Operation.DELETE;
        byte[] value = operation == Operation.PUT ? value() : NOTHING;
        if (operation == Operation.PUT) {
            put.put(text(key), value);
        }
        batch.add(operation, ignored, place.position(), place.hash(), key, 0, key.length, value, 0, value.length);
        Verb verb =
                switch (operation) {
                    case Operation.PUT -> Verb.PUT;
                    case Operation.GET -> Verb.GET;
                    default -> Verb.DELETE;
                };
        history.invoke(number, sequence, verb, key, value);
        sequence++;
        return Next.REQUEST;
    }

    private Next count(RequestBatch batch, int ignored, byte[] key) {
        space.locate(key, 0, key.length, place);
        long by = random.nextInt(5) == 0 ? random.nextLong() : 1;
        batch.addIncrement(ignored, place.position(), place.hash(), key, 0, key.length, by);
        history.count(number, sequence, key, by);
        sequence++;
        return Next.REQUEST;
    }

    /** Expects what this user has put there last, or that nothing is there; then stores a value, or takes the key out. */
    private Next swap(RequestBatch batch, int ignored, byte[] key) {
        byte[] old = put.get(text(key));
        byte[] replacement = old != null && random.nextInt(4) == 0 ? null : value();
        byte[] oldBytes = old == null ? NOTHING : old;
        byte[] newBytes = replacement == null ? NOTHING : replacement;
        ByteBuffer all = ByteBuffer.allocate(key.length + oldBytes.length + newBytes.length);
        all.put(key).put(oldBytes).put(newBytes);
        int newAt = key.length + oldBytes.length;
        batch.addSwap(
                ignored,
                place.position(),
                place.hash(),
                all.array(),
                0,
                key.length,
                key.length,
                old == null ? SwapRecord.ABSENT : old.length,
                newAt,
                replacement == null ? SwapRecord.ABSENT : replacement.length);
        history.swap(number, sequence, key, old, replacement);
        if (replacement == null) {
            put.remove(text(key));
        } else {
            put.put(text(key), replacement);
        }
        sequence++;
        return Next.REQUEST;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] text) {
        return new String(text, StandardCharsets.US_ASCII);
    }

    private Next change() {
        sequence++;
        boolean hasId = random.nextInt(4) > 0;
        if (random.nextBoolean() || added.isEmpty()) {
            int rank = 1 + random.nextInt(script.storageRanks());
            long id = space.lowestId() + Long.remainderUnsigned(random.nextLong(), 40);
            fence = new Fence.Add(rank, hasId, id);
        } else {
            fence = new Fence.Remove(added.remove(random.nextInt(added.size())));
        }
        return Next.FENCE;
    }

    private byte[] value() {
        byte[] value = new byte[8 + random.nextInt(script.valueBytes())];
        random.nextBytes(value);
        return value;
    }

    @Override
    public long location() {
        return sequence - 1;
    }

    @Override
    public Fence fence() {
        return fence;
    }

    @Override
    public boolean answered(long location, RequestCursor request, ReplyCursor reply, int from) {
        history.answer(number, location, reply);
        return !Answer.isFailure(reply.outcome());
    }

    @Override
    public void added(long location, int on, MembershipChanged result) {
        added.add(result.id());
    }

    @Override
    public void removed(long location, MembershipChanged result) {
        // Another user may have been first.
    }

    @Override
    public void ended(long location) {
        if (concluded) {
            throw new AssertionError("ended twice");
        }
    }

    @Override
    public boolean conclude(int nodes) {
        concluded = true;
        return true;
    }

    boolean concluded() {
        return concluded;
    }
}
