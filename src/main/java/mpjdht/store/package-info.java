/**
 * What a node keeps: its table of keys and values, and the scans by which an arc of it moves to another node.
 *
 * <p>Memory only, single-threaded, no clock and no messages.
 */
package mpjdht.store;
