package mpjdht.service.resp;

import java.util.Optional;
import mpjdht.service.Token;

/**
 * What clients of Redis may do.
 *
 * @param connections who comes when so many are there is told so, and let go; at least 1
 * @param faults whether they may crash and part ranks
 * @param flush whether they may delete all keys
 * @param token what they have to know; if empty, everybody may come in
 */
public record RespLimits(int connections, boolean faults, boolean flush, Optional<Token> token) {}
