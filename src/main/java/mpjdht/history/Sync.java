package mpjdht.history;

/**
 * A client waited until every copy knew of every write that had been acknowledged before, and heard that it was so.
 *
 * @param client who called
 * @param sequence the client's number for it
 * @param invoked position of the invocation
 * @param converged position of the answer
 */
public record Sync(int client, long sequence, int invoked, int converged) {}
