package mpjdht.runtime.gather;

import java.io.IOException;

/** Where the bytes of several streams come together. */
public interface Destination {

    /** Takes the next bytes of a stream. */
    void take(int stream, byte[] bytes, int offset, int length) throws IOException;

    /**
     * Nothing more comes of a stream.
     *
     * @param failed whether what it is the result of has
     */
    void end(int stream, boolean failed) throws IOException;

    /**
     * Nothing more comes of any: puts in place what is here.
     *
     * @param failed whether the run has
     */
    void close(boolean failed) throws IOException;

    /** Something could not be written, which has been told: puts in place what can be without writing more. */
    default void giveUp() throws IOException {}
}
