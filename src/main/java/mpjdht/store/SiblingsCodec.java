package mpjdht.store;

import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of {@link Siblings}: the number of actors, and for each, in ascending unsigned order, its id (8 bytes,
 * little-endian), its counter, at least 1, the number of its values, at most its counter, and the values, newest first, each
 * behind its length. Numbers are canonical varints. There is one way to write a state, so equal states are equal bytes, and
 * digests of them can be compared.
 */
final class SiblingsCodec {
    private static final int LEAST_ENTRY_BYTES = Long.BYTES + 2;

    private SiblingsCodec() {}

    static List<ActorValues> read(byte[] bytes, int offset, int length) {
        VarintReader in = new VarintReader("siblings", bytes, offset, length);
        int count = in.count(LEAST_ENTRY_BYTES);
        List<ActorValues> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long actor = in.actor(i, i == 0 ? 0 : entries.get(i - 1).actor());
            long counter = in.counter();
            entries.add(new ActorValues(actor, counter, values(in, counter)));
        }
        in.finish();
        return entries;
    }

    static byte[] toBytes(List<ActorValues> entries) {
        long length = length(entries);
        if (length > Integer.MAX_VALUE) {
            throw new IllegalStateException("the siblings of a key need " + length + " bytes, more than an array has");
        }
        byte[] bytes = new byte[(int) length];
        VarintWriter out = new VarintWriter(bytes);
        out.number(entries.size());
        for (ActorValues entry : entries) {
            out.fixed(entry.actor());
            out.number(entry.counter());
            out.number(entry.values().size());
            entry.values().forEach(out::value);
        }
        return bytes;
    }

    static long length(List<ActorValues> entries) {
        long length = VarintWriter.length(entries.size());
        for (ActorValues entry : entries) {
            length += Long.BYTES + VarintWriter.length(entry.counter());
            length += VarintWriter.length(entry.values().size());
            for (ValueSlice value : entry.values()) {
                length += VarintWriter.length(value.length()) + (long) value.length();
            }
        }
        return length;
    }

    private static List<ValueSlice> values(VarintReader in, long counter) {
        int count = in.count(1);
        if (count > counter) {
            throw in.malformed(count + " values of an actor that wrote " + counter);
        }
        List<ValueSlice> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(in.value());
        }
        return values;
    }
}
