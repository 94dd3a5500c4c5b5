package mpjdht.bench;

/** The benchmark cannot go on, or its results are wrong; the message is one line for the user. */
final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BenchException(String message) {
        super(message);
    }

    BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
