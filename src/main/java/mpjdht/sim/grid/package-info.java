/**
 * The grid in virtual time: the real head, storage and command machines under latencies and slow ranks.
 *
 * <p>Nothing here reads files or talks to the user; a command source and a result sink are handed in.
 */
package mpjdht.sim.grid;
