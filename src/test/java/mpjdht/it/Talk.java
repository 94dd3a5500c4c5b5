package mpjdht.it;

import java.io.IOException;

/** A client with a key of its own, which writes it and reads it again. What it asks is asked of many before the first is heard. */
interface Talk extends AutoCloseable {

    /** Writes a value of that number under the client's key. */
    void write(long number) throws IOException;

    /** Waits until that is done. */
    void awaitWritten() throws IOException;

    /** Asks for the value of the key. */
    void read() throws IOException;

    /** The value. */
    String awaitRead() throws IOException;

    @Override
    void close();

    /** The key of a client of a door. */
    static String key(String door, int client) {
        return "busy." + door + '.' + client;
    }

    /** The value of a number under it, which no other client writes. */
    static String value(String key, long number) {
        return key + '=' + number;
    }
}
