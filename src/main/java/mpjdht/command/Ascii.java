package mpjdht.command;

import java.nio.charset.StandardCharsets;

/** Fixed text as the bytes in which it is printed. */
final class Ascii {
    private static final byte[] PUT = bytes("PUT");
    private static final byte[] GET = bytes("GET");
    private static final byte[] DELETE = bytes("DELETE");
    private static final byte[] ADD = bytes("ADD");
    private static final byte[] REMOVE = bytes("REMOVE");
    private static final byte[] END = bytes("END");
    private static final byte[] CAS = bytes("CAS");
    private static final byte[] INCR = bytes("INCR");
    private static final byte[] EXPLAIN = bytes("EXPLAIN");
    private static final byte[] RING = bytes("RING");
    private static final byte[] NODE = bytes("NODE");

    private Ascii() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The name of a verb in upper case; shared, not to be changed. */
    static byte[] bytes(Verb verb) {
        return switch (verb) {
            case PUT -> PUT;
            case GET -> GET;
            case DELETE -> DELETE;
            case ADD -> ADD;
            case REMOVE -> REMOVE;
            case END -> END;
            case CAS -> CAS;
            case INCR -> INCR;
            case EXPLAIN -> EXPLAIN;
            case RING -> RING;
            case NODE -> NODE;
        };
    }
}
