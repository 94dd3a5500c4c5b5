/**
 * What all roles share: state machines that turn messages into messages, their outbox, the grid of ranks and the limits of
 * flow. The roles have rooms of their own below.
 *
 * <p>No machine blocks, reads a clock, starts a thread, or knows MPI, files or the user: what it needs of the world is a
 * port, handed in.
 */
package mpjdht.node;
