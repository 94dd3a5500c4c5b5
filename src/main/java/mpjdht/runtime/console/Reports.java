package mpjdht.runtime.console;

/** The words in which the user reads a rank's fate, the same in every mode. */
public final class Reports {
    private Reports() {}

    /** Returns the line of a rank that failed for a reason it knows. */
    public static String failed(int rank, String host, String reason) {
        return "mpj-dht: rank " + rank + " on host " + host + " failed: " + oneLine(reason);
    }

    /** Returns the line of a rank that noticed another's death. */
    public static String lostPeer(int rank, String host, String reason) {
        return "mpj-dht: rank " + rank + " on host " + host + " lost another rank: " + oneLine(reason);
    }

    /** A reason is often an exception's message, which may have any number of lines. */
    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
