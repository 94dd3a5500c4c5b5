package mpjdht.it;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Frames of HTTP 2, and calls of gRPC in them, as bytes. Headers are told without compression. */
final class Http2 {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int SETTINGS = 4;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    static final int HEAD_BYTES = 9;

    private static final int MOST_SHORT = 127;

    private Http2() {}

    /** What a client says first. */
    static byte[] preface() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(frame(SETTINGS, 0, 0, new byte[0]));
        return bytes.toByteArray();
    }

    static byte[] frame(int type, int flags, int stream, byte[] payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(payload.length >>> 16);
        bytes.write(payload.length >>> 8);
        bytes.write(payload.length);
        bytes.write(type);
        bytes.write(flags);
        writeInt(bytes, stream);
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }

    private static void writeInt(ByteArrayOutputStream bytes, int number) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes.write(number >>> shift);
        }
    }

    /** The headers of a call of a method, as {@code /service/method}. */
    static byte[] callHeaders(String path) {
        return headers(List.of(
                List.of(":method", "POST"),
                List.of(":scheme", "http"),
                List.of(":path", path),
                List.of(":authority", "localhost"),
                List.of("content-type", "application/grpc"),
                List.of("te", "trailers")));
    }

    static byte[] headers(List<List<String>> headers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (List<String> header : headers) {
            bytes.write(0);
            header.forEach(text -> writeText(bytes, text));
        }
        return bytes.toByteArray();
    }

    private static void writeText(ByteArrayOutputStream bytes, String text) {
        byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
        int rest = latin.length - MOST_SHORT;
        bytes.write(Math.min(latin.length, MOST_SHORT));
        if (rest >= 0) {
            for (; rest > MOST_SHORT; rest >>>= 7) {
                bytes.write((rest & MOST_SHORT) | 128);
            }
            bytes.write(rest);
        }
        bytes.writeBytes(latin);
    }

    /** A message of gRPC as it stands in DATA. */
    static byte[] message(boolean isCompressed, int saidLength, byte[] message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(isCompressed ? 1 : 0);
        writeInt(bytes, saidLength);
        bytes.writeBytes(message);
        return bytes.toByteArray();
    }

    static byte[] message(byte[] message) {
        return message(false, message.length, message);
    }

    /** A whole call of a connection of its own, without what a client says first. */
    static byte[] call(int stream, String path, byte[] message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(frame(HEADERS, END_HEADERS, stream, callHeaders(path)));
        bytes.writeBytes(frame(DATA, END_STREAM, stream, message(message)));
        return bytes.toByteArray();
    }
}
