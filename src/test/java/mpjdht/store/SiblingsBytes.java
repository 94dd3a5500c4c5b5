package mpjdht.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** States of siblings, written by hand and at random. Equal dots have equal values. */
final class SiblingsBytes {
    static final SiblingLimits USUAL = new SiblingLimits(64, 128, 1 << 22);

    private SiblingsBytes() {}

    /** For each actor its counter and how many values are left. */
    record Left(long counter, int values) {}

    static SortedMap<Long, Left> randomLeft(Random random) {
        SortedMap<Long, Left> left = new TreeMap<>(Long::compareUnsigned);
        long[] actors = {0, 1, 300, Long.MAX_VALUE, Long.MIN_VALUE, -1};
        for (long actor : actors) {
            if (random.nextBoolean()) {
                int values = random.nextInt(4);
                long most = random.nextInt(20) == 0 ? Long.MAX_VALUE - 10 : random.nextBoolean() ? 4 : 200;
                left.put(actor, new Left(Math.max(1, values) + (long) (random.nextDouble() * most), values));
            }
        }
        return left;
    }

    static Siblings randomSiblings(Random random) {
        return siblings(randomLeft(random));
    }

    static Siblings siblings(SortedMap<Long, Left> left) {
        byte[] bytes = bytes(left);
        return Siblings.read(bytes, 0, bytes.length);
    }

    /** The bytes of a state, written naively. */
    static byte[] bytes(SortedMap<Long, Left> states) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        number(out, states.size());
        states.forEach((actor, left) -> {
            fixed(out, actor);
            number(out, left.counter());
            number(out, left.values());
            for (int i = 0; i < left.values(); i++) {
                byte[] value = value(actor, left.counter() - i);
                number(out, value.length);
                out.writeBytes(value);
            }
        });
        return out.toByteArray();
    }

    static void fixed(ByteArrayOutputStream out, long fixed) {
        for (int i = 0; i < Long.SIZE; i += Byte.SIZE) {
            out.write((int) (fixed >>> i));
        }
    }

    static void number(ByteArrayOutputStream out, long number) {
        long left = number;
        for (; left > 127; left /= 128) {
            out.write((int) (left % 128 + 128));
        }
        out.write((int) left);
    }

    /** The value of a dot; some are empty, some need a length of two bytes. */
    static byte[] value(long actor, long counter) {
        String dot = Long.toUnsignedString(actor) + ":" + counter;
        return (counter % 7 == 0 ? "" : counter % 11 == 0 ? dot.repeat(40) : dot).getBytes(US_ASCII);
    }

    static List<String> texts(Siblings siblings) {
        List<String> texts = new ArrayList<>();
        siblings.values().forEach(value -> texts.add(new String(value.copy(), US_ASCII)));
        return texts;
    }

    static SiblingUpdate tryPut(
            Siblings siblings, SiblingLimits limits, CausalContext context, long actor, String value) {
        byte[] bytes = ("<" + value + ">").getBytes(US_ASCII);
        return siblings.put(limits, context, actor, bytes, 1, value.length());
    }

    /** A PUT that must be done. */
    static Siblings put(Siblings siblings, CausalContext context, long actor, String value) {
        return done(tryPut(siblings, USUAL, context, actor, value));
    }

    static Siblings done(SiblingUpdate update) {
        if (!update.isDone()) {
            throw new AssertionError("a write was refused: " + update.outcome());
        }
        return update.siblings();
    }
}
