package mpjdht.service.resp;

/** A command that asks for one thing after another, while nothing else is under way on its connection. */
interface Undertaking {

    /**
     * Asks for what is next, if anything is and there is room for it.
     *
     * @param isClosing whether nothing more may be asked for: then it is over, with an error
     */
    void goOn(boolean isClosing);

    /** The answer has come to what was asked for last. */
    void answered(int outcome, byte[] bytes, int offset, int length);

    /** Whether it is over, and has been told. */
    boolean isOver();

    /** Whether it is over because it has failed. */
    boolean hasFailed();

    /** Bytes that it keeps. */
    long heldBytes();
}
