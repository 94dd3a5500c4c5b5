package mpjdht.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The user's arguments as words of printable ASCII. MPJ Express' starter takes arguments that look like its own
 * ({@code -h}, {@code -cp}) wherever they stand, and passes the rest through the platform's charset; and the system takes no
 * word of 128 KiB, which a few thousand files fill. So they travel compressed, in as many words as are needed.
 */
public final class PassedArguments {
    /** Longest word; Linux' limit is 128 KiB. */
    static final int WORD_CHARS_MAX = 100_000;

    private static final String PREFIX = "%arguments:";
    /** Behind every argument; no argument of a process holds it. */
    private static final char END = '\0';

    private PassedArguments() {}

    /** Returns {@code arguments}, none of which holds a NUL, as one word or more. */
    public static List<String> pack(List<String> arguments) {
        StringBuilder all = new StringBuilder();
        arguments.forEach(argument -> all.append(argument).append(END));
        String text = Base64.getEncoder().withoutPadding().encodeToString(deflated(all.toString()));
        List<String> words = new ArrayList<>();
        int partChars = WORD_CHARS_MAX - PREFIX.length();
        for (int at = 0; at < text.length(); at += partChars) {
            words.add(PREFIX + text.substring(at, Math.min(text.length(), at + partChars)));
        }
        return words;
    }

    private static byte[] deflated(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Returns the user's arguments, whichever way the job was launched.
     *
     * @param arguments what MPI's initialisation left of a rank's arguments
     * @throws IllegalArgumentException if they were packed, and damaged on the way
     */
    public static String[] unpack(String[] arguments) {
        if (arguments.length == 0 || !arguments[0].startsWith(PREFIX)) {
            return arguments.clone();
        }
        StringBuilder text = new StringBuilder();
        for (String word : arguments) {
            text.append(word, Math.min(PREFIX.length(), word.length()), word.length());
        }
        String all = inflated(Base64.getDecoder().decode(text.toString()));
        String[] ended = all.split(String.valueOf(END), -1);
        return Arrays.copyOf(ended, ended.length - 1);
    }

    private static String inflated(byte[] bytes) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("damaged arguments", e);
        }
    }
}
