/**
 * The deterministic simulator: real state machines, unchanged, in virtual time, with every delay and every fault drawn from
 * one seed. The engine is here; what is simulated with it has packages of its own.
 *
 * <p>One thread, no real clock, no random source but {@link mpjdht.sim.SeededRandom}: the same seed gives the same run on every
 * JVM. Nothing here knows MPI, files or the user.
 */
package mpjdht.sim;
