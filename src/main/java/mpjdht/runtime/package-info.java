/**
 * What runs the roles: the loop of a rank, its ports to files, terminal and results, and the transport they travel by.
 *
 * <p>Decides nothing about keys or nodes; only its sub-package {@code mpj} knows MPJ Express.
 */
package mpjdht.runtime;
