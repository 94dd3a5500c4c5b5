package mpjdht.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The user's arguments as one word of printable ASCII. MPJ Express' starter takes arguments that look like its own
 * ({@code -h}, {@code -cp}) wherever they stand, and passes the rest through the platform's charset.
 */
public final class PassedArguments {
    private static final String PREFIX = "%arguments:";
    private static final String SEPARATOR = ",";

    private PassedArguments() {}

    /** Returns {@code arguments} as one word. */
    public static String pack(List<String> arguments) {
        StringBuilder word = new StringBuilder(PREFIX);
        for (String argument : arguments) {
            for (byte b : argument.getBytes(StandardCharsets.UTF_8)) {
                if (b > ' ' && b <= '~' && b != '%' && b != ',') {
                    word.append((char) b);
                } else {
                    word.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
                }
            }
            word.append(SEPARATOR);
        }
        return word.toString();
    }

    /**
     * Returns the user's arguments, whichever way the job was launched.
     *
     * @param arguments what MPI's initialisation left of a rank's arguments
     * @throws IllegalArgumentException if they were packed, and damaged on the way
     */
    public static String[] unpack(String[] arguments) {
        if (arguments.length != 1 || !arguments[0].startsWith(PREFIX)) {
            return arguments.clone();
        }
        String words = arguments[0].substring(PREFIX.length());
        if (words.isEmpty()) {
            return new String[0];
        }
        if (!words.endsWith(SEPARATOR)) {
            throw new IllegalArgumentException("damaged arguments: " + words);
        }
        return Arrays.stream(words.substring(0, words.length() - 1).split(SEPARATOR, -1))
                .map(PassedArguments::unescape)
                .toArray(String[]::new);
    }

    private static String unescape(String word) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(word.length());
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) != '%') {
                bytes.write(word.charAt(i));
            } else if (i + 2 < word.length()) {
                bytes.write(HexFormat.fromHexDigits(word, i + 1, i + 3));
                i += 2;
            } else {
                throw new IllegalArgumentException("damaged argument: " + word);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
