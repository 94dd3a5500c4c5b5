/**
 * What a node keeps: its table of keys and values, and the arcs of it that leave for another node; and what the value of a
 * key is where writes of the same key may be concurrent.
 *
 * <p>Memory only, single-threaded, no clock and no messages.
 */
package mpjdht.store;
