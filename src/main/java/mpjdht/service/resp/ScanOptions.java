package mpjdht.service.resp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import mpjdht.message.DecimalText;

/**
 * What a SCAN asks for.
 *
 * @param cursor where it goes on
 * @param pattern of the keys that are meant
 * @param keys about how many keys are to be looked at
 * @param isOfStrings whether keys with strings are meant, which all here are
 * @param error why it cannot be; empty when it can
 */
record ScanOptions(long cursor, Optional<Glob> pattern, int keys, boolean isOfStrings, String error) {
    private static final int FIRST_WORD = 2;
    private static final int MOST_NAME_BYTES = 32;
    private static final int MOST_KEYS = 1 << 12;

    /** A walk of a few keys takes as long as one of some more. */
    private static final int LEAST_KEYS = 128;

    /** Those of the SCAN that has been read. */
    static ScanOptions of(RespReader command) {
        Optional<Long> cursor = cursor(text(command, 1));
        Optional<Glob> pattern = Optional.empty();
        int keys = LEAST_KEYS;
        boolean isOfStrings = true;
        if (cursor.isEmpty()) {
            return refused("ERR invalid cursor");
        }
        for (int word = FIRST_WORD; word < command.words(); word += 2) {
            String option = text(command, word).toUpperCase(Locale.ROOT);
            int value = word + 1;
            if (value == command.words()) {
                return refused(RespErrors.SYNTAX);
            }
            int from = command.offset(value);
            int length = command.length(value);
            switch (option) {
                case "MATCH" -> {
                    if (length > Glob.MOST_BYTES) {
                        return refused(RespErrors.PATTERN);
                    }
                    pattern = Optional.of(new Glob(command.bytes(), from, length));
                }
                case "COUNT" -> {
                    if (!DecimalText.isNumber(command.bytes(), from, from + length)) {
                        return refused(RespErrors.NOT_A_NUMBER);
                    }
                    long asked = DecimalText.number(command.bytes(), from, from + length);
                    if (asked < 1) {
                        return refused(RespErrors.SYNTAX);
                    }
                    keys = (int) Math.min(MOST_KEYS, Math.max(LEAST_KEYS, asked));
                }
                case "TYPE" -> isOfStrings = text(command, value).equalsIgnoreCase("string");
                default -> {
                    return refused(RespErrors.SYNTAX);
                }
            }
        }
        return new ScanOptions(cursor.get(), pattern, keys, isOfStrings, "");
    }

    private static Optional<Long> cursor(String text) {
        try {
            boolean isDigits = !text.isEmpty() && text.chars().allMatch(one -> one >= '0' && one <= '9');
            return isDigits ? Optional.of(Long.parseUnsignedLong(text)) : Optional.empty();
        } catch (NumberFormatException e) {
            // More than 64 bits.
            return Optional.empty();
        }
    }

    private static ScanOptions refused(String error) {
        return new ScanOptions(0, Optional.empty(), 0, false, error);
    }

    private static String text(RespReader command, int word) {
        int length = Math.min(command.length(word), MOST_NAME_BYTES);
        return new String(command.bytes(), command.offset(word), length, StandardCharsets.ISO_8859_1);
    }

    /** Whether a key is meant. */
    boolean isMeant(byte[] bytes, int offset, int length) {
        return isOfStrings
                && pattern.map(glob -> glob.matches(bytes, offset, length)).orElse(true);
    }
}
