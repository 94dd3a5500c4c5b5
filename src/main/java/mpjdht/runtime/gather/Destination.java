package mpjdht.runtime.gather;

import java.io.IOException;

/** Where the bytes of several streams come together. */
public interface Destination {

    /** Takes the next bytes of a stream. */
    void take(int stream, byte[] bytes, int offset, int length) throws IOException;

    /** Nothing more comes of a stream. */
    void end(int stream) throws IOException;

    /**
     * Nothing more comes of any: puts in place what is here.
     *
     * @param failed whether the run has
     */
    void close(boolean failed) throws IOException;
}
