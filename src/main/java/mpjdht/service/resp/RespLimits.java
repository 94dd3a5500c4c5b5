package mpjdht.service.resp;

/**
 * What clients of Redis may do.
 *
 * @param connections who comes when so many are there is told so, and let go; at least 1
 * @param faults whether they may crash and part ranks
 */
public record RespLimits(int connections, boolean faults) {}
