/**
 * How a request finds the owner of its key.
 *
 * <p>Decisions only: a routing names the next rank, the roles do the sending.
 */
package mpjdht.node.routing;
