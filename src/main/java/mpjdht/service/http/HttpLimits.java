package mpjdht.service.http;

/**
 * What those may do who come in by HTTP.
 *
 * @param connections who comes when so many are there is told so, and let go; at least 1
 * @param faults whether they may crash and part ranks
 */
public record HttpLimits(int connections, boolean faults) {}
