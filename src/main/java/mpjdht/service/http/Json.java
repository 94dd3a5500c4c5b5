package mpjdht.service.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Objects as JSON. */
final class Json {
    private Json() {}

    static byte[] bytes(Map<String, ?> object) {
        return text(object).getBytes(StandardCharsets.UTF_8);
    }

    static String text(Object object) {
        try {
            return JSON.std.asString(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The object that a body is; empty when it is anything else, or not UTF-8. */
    static Optional<Map<String, Object>> object(byte[] body, int length) {
        // A decoder of its own has what is malformed fail, and nobody guess at another encoding.
        Reader text =
                new InputStreamReader(new ByteArrayInputStream(body, 0, length), StandardCharsets.UTF_8.newDecoder());
        try (JsonParser parser = JSON.std.getStreamingFactory().createParser(text)) {
            Map<String, Object> object = JSON.std.mapFrom(parser);
            return parser.nextToken() == null ? Optional.ofNullable(object) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A string as UTF-8; empty when it has half of a surrogate pair, which is no character. */
    static Optional<byte[]> utf8(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return Optional.of(exact);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
