package mpjdht.message;

/**
 * A node and what it holds.
 *
 * @param id its id
 * @param rank rank that hosts it
 * @param keys keys in its table
 * @param bytes bytes of those keys and their values
 * @param successor id of the node after it on the circle; its own when it is alone
 */
public record NodeLoad(long id, int rank, long keys, long bytes, long successor) {}
