package mpjdht.it;

/** A client that has come in by some door, and asks for keys. */
interface KeyClient extends AutoCloseable {

    /** A command has failed, or nobody can tell. */
    final class NotDoneException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final boolean isUnknown;

        /**
         * A failure.
         *
         * @param isUnknown whether the command may have been done all the same
         */
        NotDoneException(boolean isUnknown, String why) {
            super(why);
            this.isUnknown = isUnknown;
        }

        boolean isUnknown() {
            return isUnknown;
        }
    }

    /** The value; null if the key is not there. */
    String get(String key);

    void put(String key, String value);

    /** Whether {@link #create} can be asked for. */
    default boolean canCreate() {
        return true;
    }

    /** Stores the value if the key is not there; whether it was so. */
    boolean create(String key, String value);

    /** Whether it was there. */
    boolean delete(String key);

    @Override
    void close();
}
