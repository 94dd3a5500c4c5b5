package mpjdht.service.http;

import io.netty.handler.codec.http.HttpResponseStatus;

/** What an {@link Exchange} tells its client: one whole response, or one that is begun, goes on and is ended. */
interface Responder {
    String JSON = "application/json";
    String ENDING = "the server ends; nothing was done";
    String CROWDED = "so many bytes wait for clients that do not read them, or do not send on, that no more is taken";
    String BYTES = "application/octet-stream";

    /**
     * The whole response.
     *
     * @param type of the body; empty when there is none
     * @param headers names and values in turn
     */
    void send(HttpResponseStatus status, String type, byte[] bytes, int offset, int length, String... headers);

    /** The same with all bytes of an array. */
    default void send(HttpResponseStatus status, String type, byte[] bytes, String... headers) {
        send(status, type, bytes, 0, bytes.length, headers);
    }

    /** What was asked for cannot be done: one line says why. */
    void refuse(HttpResponseStatus status, String why, String... headers);

    /** Begins a response whose length nobody knows. */
    void begin(String type);

    /** More of a response that has begun. */
    void append(byte[] bytes);

    /** The response that has begun is whole. */
    void end();

    /** Whether the client reads what it is told, so that more may be told now. */
    boolean isRead();

    /** Whether the server ends, so that nothing more may be asked of the grid. */
    boolean isEnding();

    /** Sends requests to the grid that have been asked for, at the end of what the doors' thread does now. */
    void submit();

    /** Has {@link Exchange#goOn} called again, when others have had their turn. */
    void goOnAfterOthers();
}
