package mpjdht.service.resp;

import java.util.Optional;
import mpjdht.service.Leave;
import mpjdht.service.Token;

/**
 * What clients of Redis may do.
 *
 * @param connections who comes when so many are there is told so, and let go; at least 1
 * @param leave what they may do besides
 * @param token what they have to know; if empty, everybody may come in
 */
public record RespLimits(int connections, Leave leave, Optional<Token> token) {}
