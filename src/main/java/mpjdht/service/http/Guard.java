package mpjdht.service.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.NetUtil;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mpjdht.service.Token;

/**
 * Who may ask for anything. A page of somebody else's in a browser may not: neither from its own address (its Origin is not this host), nor from one
 * that it has pretended to be its own (DNS rebinding: the Host is a name that is none of this server's).
 */
final class Guard {
    private static final Pattern AUTHORITY = Pattern.compile("([^:\\[\\]]*|\\[[0-9a-fA-F:.]*])(?::[0-9]{0,5})?");
    private static final String BEARER = "bearer ";

    private final Optional<Token> token;
    private final String name;

    /**
     * A guard.
     *
     * @param token what those have to know who come in; if empty, everybody may
     * @param name by which clients may call this server, besides its address and {@code localhost}
     */
    Guard(Optional<Token> token, String name) {
        this.token = token;
        this.name = name.toLowerCase(Locale.ROOT);
    }

    /** Whether a request calls this server by a name of its own. With a token it may have any: only who knows it is answered. */
    boolean isMeant(Target target) {
        Matcher authority = AUTHORITY.matcher(target.host());
        return token.isPresent()
                || (authority.matches() && isName(authority.group(1).toLowerCase(Locale.ROOT)));
    }

    private boolean isName(String host) {
        return host.isEmpty()
                || host.equals("localhost")
                || host.equals(name)
                || NetUtil.isValidIpV4Address(host)
                || (host.startsWith("[") && NetUtil.isValidIpV6Address(host));
    }

    /** Whether a request comes from a page of another server. */
    static boolean isFromElsewhere(HttpRequest request, Target target) {
        HttpHeaders headers = request.headers();
        List<String> origins = headers.getAll(HttpHeaderNames.ORIGIN);
        boolean isOthers = !origins.isEmpty()
                && !Set.of("", "http://" + target.host(), "https://" + target.host())
                        .containsAll(origins);
        boolean isFetched = headers.get("sec-fetch-site", "").equals("cross-site")
                && !headers.get("sec-fetch-mode", "").equals("navigate");
        return isOthers || isFetched;
    }

    /** Whether a request shows that it knows the token, if there is one. */
    boolean isKnown(HttpRequest request) {
        if (token.isEmpty()) {
            return true;
        }
        String shown = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
        return shown.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && token.get().is(shown.substring(BEARER.length()).strip());
    }
}
