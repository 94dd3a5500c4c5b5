package mpjdht.service.http;

import mpjdht.service.Leave;

/**
 * What those may do who come in by HTTP.
 *
 * @param connections who comes when so many are there is told so, and let go; at least 1
 * @param leave what they may do besides
 */
public record HttpLimits(int connections, Leave leave) {}
