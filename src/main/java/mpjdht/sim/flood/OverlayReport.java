package mpjdht.sim.flood;

/**
 * What happened in the run of an overlay.
 *
 * @param asked searches asked for
 * @param answered of these, how many were answered; the root of any other is dead
 * @param exact of these, how many were compared with breadth-first search, because no view changed meanwhile
 * @param nodes nodes at the end
 * @param events messages delivered, timers expired, and what else happened
 * @param traceHash the same for runs that were the same
 */
public record OverlayReport(long asked, long answered, long exact, int nodes, long events, long traceHash) {}
