package mpjdht.service;

/** Somebody who has come in by a door, and asks for keys. */
public interface Caller {

    /** The name of the door by which it has come in. */
    String door();

    /**
     * An answer has come.
     *
     * @param number the request, as the caller has numbered it
     * @param answers holds it until this method returns
     * @param index which it is
     */
    void answered(int number, Answers answers, int index);

    /** Whatever the caller did with an answer has failed; it leaves. */
    void failed(RuntimeException failure);

    /** No more is asked for; what was asked is answered, and then the caller leaves. */
    void close();

    /**
     * A second has gone by: whoever says half of something and then nothing more, or does not read what it is told, may have to leave.
     *
     * @param nanos the time, as {@link System#nanoTime} tells it
     */
    void look(long nanos);

    /** All answers of a moment have been told, or there is room for requests again where there was none: the caller goes on. */
    void goOn();
}
