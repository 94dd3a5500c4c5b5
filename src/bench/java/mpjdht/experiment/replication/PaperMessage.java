package mpjdht.experiment.replication;

import java.nio.ByteBuffer;
import mpjdht.node.Outbox;

/**
 * What servers and clients of the papers' protocols say to each other.
 *
 * @param kind what it is
 * @param client rank of the client whose request it is about
 * @param request number of the request among those of its client
 * @param number of an update, in the order of the head or primary; 0 when it is about none
 */
record PaperMessage(Kind kind, int client, long request, long number) {
    private static final int BYTES = 1 + Integer.BYTES + 2 * Long.BYTES;

    /** Its first byte, which is its place here. */
    enum Kind {
        /** A client asks for an object. */
        QUERY(0),
        /** A client changes an object. */
        UPDATE(1),
        /** What an update has changed, for a server that has not decided on it. */
        DIFFERENCE(2),
        /** A server has done an update. */
        ACKNOWLEDGED(3),
        /** A server has a version that is not clean, and asks the tail which one is. */
        VERSION(4),
        /** The tail has told. */
        VERSION_TOLD(5),
        /** A server answers a client. */
        REPLY(6);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }
    }

    static Kind kind(byte[] bytes, int offset) {
        return Kind.values()[bytes[offset]];
    }

    static PaperMessage read(byte[] bytes, int offset) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, BYTES);
        return new PaperMessage(Kind.values()[buffer.get()], buffer.getInt(), buffer.getLong(), buffer.getLong());
    }

    /** The same of another kind. */
    PaperMessage as(Kind other) {
        return new PaperMessage(other, client, request, number);
    }

    void send(int to, Outbox outbox) {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES);
        buffer.put(kind.code).putInt(client).putLong(request).putLong(number);
        outbox.send(to, buffer.array(), 0, BYTES);
    }
}
