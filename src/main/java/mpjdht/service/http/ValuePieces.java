package mpjdht.service.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import mpjdht.command.ByteOutput;
import mpjdht.command.JsonText;
import mpjdht.command.Utf8;

/**
 * A value on its way into a JSON object, piece by piece, so that a long one keeps nobody waiting: as text if it is UTF-8, else in base64.
 * {@link #look} says when that is known, and then {@link #next} tells the pieces.
 */
final class ValuePieces {
    /** Most bytes of a value that become one piece; a number that base64 needs no padding for. */
    static final int PIECE_BYTES = 3 << 12;

    private static final int LOOK_BYTES = 1 << 17;

    private final byte[] value;
    private int looked;
    private boolean isText = true;
    private int told;

    ValuePieces(byte[] value) {
        this.value = value;
    }

    /** Looks at a part of the value; whether it is known what it is. */
    boolean look() {
        int to = Math.min(value.length, looked + LOOK_BYTES);
        while (isText && looked < to) {
            int length = Utf8.length(value, looked, value.length);
            isText = length > 0;
            looked += length;
        }
        return !isText || looked == value.length;
    }

    /** What the member is called. */
    String name() {
        return isText ? "value" : "value_base64";
    }

    /** Whether nothing of it has been told. */
    boolean isAtBegin() {
        return told == 0;
    }

    /** Whether all of it has been told. */
    boolean isOver() {
        return told == value.length;
    }

    /** The next piece of the inside of the string. */
    byte[] next() {
        int length = Math.min(PIECE_BYTES, value.length - told);
        ByteArrayOutputStream piece = new ByteArrayOutputStream(2 * length);
        ByteOutput output = new ByteOutput(piece, PIECE_BYTES);
        try {
            JsonText text = new JsonText(output);
            if (isText) {
                text.writeEscaped(value, told, length);
            } else {
                text.writeBase64(value, told, length);
            }
            output.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        told += length;
        return piece.toByteArray();
    }
}
