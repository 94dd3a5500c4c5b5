package mpjdht.runtime.console;

/** The words in which the user reads a rank's fate, the same in every mode. */
public final class Reports {
    private Reports() {}

    /** Returns the line of a rank that failed for a reason it knows. */
    public static String failed(int rank, String host, String reason) {
        return "mpj-dht: rank " + rank + " on host " + host + " failed: " + reason;
    }

    /** Returns the line of a rank that noticed another's death. */
    public static String lostPeer(int rank, String host, String reason) {
        return "mpj-dht: rank " + rank + " on host " + host + " lost another rank: " + reason;
    }
}
