package mpjdht.service.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import mpjdht.service.Token;

/**
 * Who may ask for anything. A page of somebody else's in a browser may not: neither from its own address (its Origin is not this host), nor from one
 * that it has pretended to be its own (DNS rebinding: the Host is a name that is none of this server's).
 */
final class Guard {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.]+]");
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
    boolean isMeant(HttpRequest request) {
        String host = host(request.headers());
        return token.isPresent()
                || host.isEmpty()
                || host.equals("localhost")
                || host.equals(name)
                || ADDRESS.matcher(host).matches();
    }

    /** Whether a request comes from a page of another server. */
    static boolean isFromElsewhere(HttpRequest request) {
        HttpHeaders headers = request.headers();
        String origin = headers.get(HttpHeaderNames.ORIGIN, "");
        String host = headers.get(HttpHeaderNames.HOST, "");
        boolean isOthers = !origin.isEmpty() && !origin.equals("http://" + host) && !origin.equals("https://" + host);
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

    private static String host(HttpHeaders headers) {
        String host = headers.get(HttpHeaderNames.HOST, "");
        int port = host.lastIndexOf(':');
        boolean hasPort = port >= 0 && host.indexOf(']', port) < 0;
        return (hasPort ? host.substring(0, port) : host).toLowerCase(Locale.ROOT);
    }
}
