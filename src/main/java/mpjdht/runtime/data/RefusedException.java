package mpjdht.runtime.data;

/** A job cannot begin with the data that there is, and every rank knows why. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedException(String why) {
        super(why);
    }
}
