/**
 * What a node keeps: its table of keys and values, and the arcs of it that leave for another node.
 *
 * <p>Memory only, single-threaded, no clock and no messages.
 */
package mpjdht.store;
