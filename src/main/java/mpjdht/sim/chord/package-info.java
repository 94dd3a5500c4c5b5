/**
 * A Chord ring in virtual time: churn and faults drawn from a seed, lookups, invariants after every event, and the search for
 * the few faults that break one.
 *
 * <p>The invariants are naive and look at the nodes from outside; the nodes do not know them.
 */
package mpjdht.sim.chord;
