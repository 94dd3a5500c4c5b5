/**
 * The roles: head, storage and command rank, each a deterministic state machine that turns messages into messages.
 *
 * <p>No machine blocks, reads a clock, starts a thread, or knows MPI, files or the user: what it needs of the world is a
 * port, handed in.
 */
package mpjdht.node;
