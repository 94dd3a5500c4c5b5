package mpjdht.service.grpc;

/** Bytes of the keys and values that wait on all connections until they may be asked for. */
final class WaitingBytes {
    private static final long MOST = 128 << 20;

    private long bytes;

    boolean hasRoom() {
        return bytes < MOST;
    }

    void add(int count) {
        bytes += count;
    }

    void remove(int count) {
        bytes -= count;
    }
}
