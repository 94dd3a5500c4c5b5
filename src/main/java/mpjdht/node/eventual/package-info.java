/**
 * Replicas that become equal in the end: whoever is there serves, the newest version of a key wins, and what was missed is made up for
 * later. Nobody decides alone who is on the circle: each storage rank says so of its own nodes.
 *
 * <p>State machines over messages and timers, as everywhere below {@code node}.
 */
package mpjdht.node.eventual;
