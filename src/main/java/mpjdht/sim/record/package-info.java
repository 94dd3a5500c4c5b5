/** What happened in a run, in virtual time, kept so that it can be shown again. */
package mpjdht.sim.record;
