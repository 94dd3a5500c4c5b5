package mpjdht.service.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request is for, as RFC 9112 has it, section 3.2: a path, or a whole address, whose host then counts instead of the header.
 *
 * @param host by which the client calls this server, with the port if it says one; empty when it says nothing
 * @param path as it was sent
 * @param query what follows the question mark; empty when there is none
 */
record Target(String host, String path, String query) {
    private static final Pattern ABSOLUTE = Pattern.compile("https?://([^/?]*)", Pattern.CASE_INSENSITIVE);

    /**
     * The target of a request.
     *
     * @throws BadRequestException if it does not say once which host it means, as HTTP 1.1 wants it
     */
    static Target of(HttpRequest request) throws BadRequestException {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        boolean mayHaveNone = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
        if (hosts.size() > 1 || (hosts.isEmpty() && !mayHaveNone)) {
            throw new BadRequestException("the request has " + hosts.size() + " headers Host; right is one");
        }
        String uri = request.uri();
        Matcher absolute = ABSOLUTE.matcher(uri);
        if (uri.startsWith("/") || !absolute.lookingAt()) {
            return of(hosts.isEmpty() ? "" : hosts.get(0), uri);
        }
        String rest = uri.substring(absolute.end());
        return of(absolute.group(1), rest.startsWith("/") ? rest : "/" + rest);
    }

    private static Target of(String host, String uri) {
        int queryAt = uri.indexOf('?');
        return queryAt < 0
                ? new Target(host, uri, "")
                : new Target(host, uri.substring(0, queryAt), uri.substring(queryAt + 1));
    }
}
