package mpjdht.service;

/** Somebody who has come in by a door, and asks for keys. */
public interface Caller {

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

    /** All answers of a moment have been told, or there is room for requests again where there was none: the caller goes on. */
    void goOn();
}
