package mpjdht.message;

/** Who sent a request and gets its answer: a client, named by the rank that hosts it and its number there, in one int. */
public final class Origin {
    /** Most clients of a rank. */
    public static final int MAX_CLIENTS = 1 << 16;

    private static final int MAX_RANKS = 1 << 15;
    private static final int CLIENT_MASK = MAX_CLIENTS - 1;

    private Origin() {}

    /**
     * The origin of a client's requests.
     *
     * @param rank rank that hosts the client, below 32,768
     * @param client its number there, below {@value #MAX_CLIENTS}
     */
    public static int of(int rank, int client) {
        if (rank < 0 || rank >= MAX_RANKS || client < 0 || client >= MAX_CLIENTS) {
            throw new IllegalArgumentException("no client has the number " + client + " on rank " + rank);
        }
        return rank << 16 | client;
    }

    /** Rank that hosts the client. */
    public static int rank(int origin) {
        return origin >>> 16;
    }

    /** Number of the client on its rank. */
    public static int client(int origin) {
        return origin & CLIENT_MASK;
    }
}
