/**
 * Overlays without structure in the simulator: nodes that find and lose neighbours under churn and faults, searches among them, and what must
 * hold of both.
 */
package mpjdht.sim.flood;
