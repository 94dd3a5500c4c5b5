package mpjdht.service.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the head of a request says of how the rest of it comes. */
final class Framing {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    private static final String CONTINUE = "100-continue";

    private Framing() {}

    /**
     * Why nobody can tell where a request ends, or answer it as it wants; then the connection is over.
     *
     * @param status of the response
     * @param why one line
     */
    record Problem(HttpResponseStatus status, String why) {}

    /** What is wrong with a head, if anything is. */
    static Optional<Problem> problem(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(unread(request.decoderResult().cause()));
        }
        if (request.protocolVersion().majorVersion() != 1) {
            return problem(
                    HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED,
                    request.protocolVersion() + " is not spoken here; right is HTTP/1.1");
        }
        HttpHeaders headers = request.headers();
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            String coding = String.join(",", headers.getAll(HttpHeaderNames.TRANSFER_ENCODING));
            if (!HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(coding.strip())) {
                return problem(
                        HttpResponseStatus.NOT_IMPLEMENTED,
                        "a body comes as it is; right is Transfer-Encoding: chunked");
            }
        }
        if (length(request) < 0) {
            return problem(HttpResponseStatus.BAD_REQUEST, "the length of the body is no number");
        }
        String expected = headers.get(HttpHeaderNames.EXPECT, CONTINUE);
        if (!CONTINUE.equalsIgnoreCase(expected)) {
            return problem(
                    HttpResponseStatus.EXPECTATION_FAILED, "nothing else can be expected than Expect: 100-continue");
        }
        return Optional.empty();
    }

    private static Optional<Problem> problem(HttpResponseStatus status, String why) {
        return Optional.of(new Problem(status, why));
    }

    private static Problem unread(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new Problem(HttpResponseStatus.REQUEST_URI_TOO_LONG, HttpDoor.LONGEST_LINE);
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new Problem(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, HttpDoor.LONGEST_HEADERS);
        }
        return new Problem(HttpResponseStatus.BAD_REQUEST, "this is no HTTP");
    }

    /** What a request says of the length of its body; 0 when it says nothing, negative when it says nonsense. */
    static long length(HttpRequest request) {
        String said = request.headers().get(HttpHeaderNames.CONTENT_LENGTH, "0");
        return DIGITS.matcher(said).matches() ? Long.parseLong(said) : -1;
    }
}
