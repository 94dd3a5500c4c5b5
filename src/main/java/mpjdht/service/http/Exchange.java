package mpjdht.service.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Arrays;
import mpjdht.service.Answers;

/** One request and its response. A response may leave before the request is whole; then nothing more of it is read. */
abstract class Exchange {
    private static final int FEW_BYTES = 256;

    private final Responder responder;
    private final int mostBytes;
    private byte[] body = {};
    private int length;

    /**
     * A request whose body has not come.
     *
     * @param mostBytes longest body that it may have
     */
    Exchange(Responder responder, int mostBytes) {
        this.responder = responder;
        this.mostBytes = mostBytes;
    }

    Responder responder() {
        return responder;
    }

    /** What {@code /metrics} calls it. */
    abstract String verb();

    /**
     * Longest body that it may have.
     *
     * @return bytes; a longer one is refused before it has come, if the request says how long it is
     */
    int mostBytes() {
        return mostBytes;
    }

    /** Whether more of the body is to be read now. */
    boolean takesMore() {
        return true;
    }

    /** Bytes of the body have come. */
    void take(byte[] bytes) {
        if (bytes.length > mostBytes - length) {
            responder.refuse(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, tooLong());
            return;
        }
        if (length + bytes.length > body.length) {
            long twice = 2L * body.length;
            body = Arrays.copyOf(
                    body, (int) Math.min(mostBytes, Math.max(twice, Math.max(FEW_BYTES, length + bytes.length))));
        }
        System.arraycopy(bytes, 0, body, length, bytes.length);
        length += bytes.length;
    }

    String tooLong() {
        return mostBytes == 0 ? "this request has no body" : "a body of at most " + mostBytes + " bytes is right here";
    }

    /** The request is whole. */
    abstract void run();

    /** The body; longer than {@link #length}, perhaps. */
    byte[] body() {
        return body;
    }

    /** Bytes of the body that have come. */
    int length() {
        return length;
    }

    /** Bytes of the request, and of its response, that are kept for the client. */
    long heldBytes() {
        return length;
    }

    /** An answer of the grid has come. */
    void answered(Answers answers, int index) {
        throw new IllegalStateException(verb() + " has asked for nothing");
    }

    /** The client reads again, or others have had their turn. */
    void goOn() {}

    /** Whether the response goes on until the client goes, so that whatever it asks behind this is for nobody. */
    boolean isEndless() {
        return false;
    }

    /** The server ends: what would last is brought to an end. */
    void endSoon() {}

    /** Nobody hears any more. */
    void abandon() {}
}
