/**
 * The transport over MPJ Express.
 *
 * <p>The only package that names {@code mpi.*}; it knows bytes and ranks, and nothing of what they mean.
 */
package mpjdht.runtime.mpj;
