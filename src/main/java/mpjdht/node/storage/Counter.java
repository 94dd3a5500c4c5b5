package mpjdht.node.storage;

import mpjdht.message.Answer;
import mpjdht.message.DecimalText;
import mpjdht.message.IncrementRecord;
import mpjdht.message.RequestCursor;
import mpjdht.store.NodeTable;

/** Adds to the numbers that are values of keys. A key that is not there counts as 0; what fails changes nothing. */
final class Counter {
    /** Room for the longest number behind a key. */
    private static final int NUMBER_BYTES = 20;

    private final byte[] sumBytes = new byte[IncrementRecord.BYTES];
    /** A key and its new value, one behind the other. */
    private byte[] entry = new byte[256];

    /** Applies an INCR; returns its outcome, one of {@link Answer}. */
    int add(RequestCursor request, NodeTable table) {
        long by = IncrementRecord.by(request);
        long before = 0;
        if (table.find(request.hash(), request.position(), request.bytes(), request.keyOffset(), request.keyLength())) {
            int from = table.valueOffset();
            int to = from + table.valueLength();
            if (!DecimalText.isNumber(table.valueBytes(), from, to)) {
                return Answer.NOT_A_NUMBER;
            }
            before = DecimalText.number(table.valueBytes(), from, to);
        }
        if (IncrementRecord.isOutOfRange(before, by)) {
            return Answer.OUT_OF_RANGE;
        }
        long sum = before + by;
        store(request, table, sum);
        IncrementRecord.write(sum, sumBytes);
        return Answer.COUNTED;
    }

    private void store(RequestCursor request, NodeTable table, long sum) {
        byte[] value = DecimalText.of(sum);
        int keyLength = request.keyLength();
        if (entry.length < keyLength + NUMBER_BYTES) {
            entry = new byte[keyLength + NUMBER_BYTES];
        }
        System.arraycopy(request.bytes(), request.keyOffset(), entry, 0, keyLength);
        System.arraycopy(value, 0, entry, keyLength, value.length);
        table.put(request.hash(), request.position(), entry, 0, keyLength, keyLength, value.length);
    }

    /** The number that was stored last, as an answer tells it. */
    byte[] sumBytes() {
        return sumBytes;
    }
}
