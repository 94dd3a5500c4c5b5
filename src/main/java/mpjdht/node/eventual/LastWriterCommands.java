package mpjdht.node.eventual;

import mpjdht.message.Answer;
import mpjdht.message.RequestCursor;
import mpjdht.store.Version;

/** Commands where the last writer wins: every write has a version, and replaces what is here. */
final class LastWriterCommands extends KeyCommands {
    private static final byte[] NOTHING = {0};

    LastWriterCommands(EventualState state) {
        super(state);
    }

    @Override
    void put(RequestCursor request) {
        replace(request, request.bytes(), request.valueOffset(), request.valueLength(), Answer.STORED);
    }

    @Override
    void delete(RequestCursor request) {
        boolean isThere = find(request) && !table.isTombstone();
        // A replica that is away may have the key even where it is not here.
        remove(request, isThere ? Answer.DELETED : Answer.MISSING);
    }

    @Override
    Found look(RequestCursor request) {
        return find(request) && !table.isTombstone() ? Found.ONE : Found.NONE;
    }

    @Override
    byte[] value() {
        return table.bytes();
    }

    @Override
    int valueOffset() {
        return table.stateOffset();
    }

    @Override
    int valueLength() {
        return table.valueLength();
    }

    @Override
    void replace(RequestCursor request, byte[] from, int newOffset, int newLength, int what) {
        write(request, from, newOffset, newLength, false);
        acknowledge(what);
    }

    @Override
    void remove(RequestCursor request, int what) {
        write(request, NOTHING, 0, 0, true);
        acknowledge(what);
    }

    private void write(RequestCursor request, byte[] value, int valueOffset, int valueLength, boolean deleted) {
        table.write(
                request.hash(),
                request.position(),
                request.bytes(),
                request.keyOffset(),
                request.keyLength(),
                value,
                valueOffset,
                valueLength,
                state.clock.tick(),
                state.writer(),
                deleted);
        hasWritten(request);
    }

    /** Tells the version that was written last. */
    private void acknowledge(int what) {
        int version = table.entryKeyLength() + table.entryStateLength() - Version.BYTES;
        answer(what, table.entry(), version, Version.BYTES);
    }
}
