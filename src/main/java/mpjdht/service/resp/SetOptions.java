package mpjdht.service.resp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What stands behind the value of a SET.
 *
 * @param ifAbsent NX: only if the key is absent
 * @param ifPresent XX: only if it is there
 * @param tells GET: the reply is what was there
 * @param equalTo IFEQ: the word that says what has to be there; 0 when none does
 * @param error why it cannot be; empty when it can
 */
record SetOptions(boolean ifAbsent, boolean ifPresent, boolean tells, int equalTo, String error) {
    private static final int FIRST_WORD = 3;
    private static final int MOST_BYTES = 16;
    private static final int NONE = -1;

    /** Those of the SET that has been read. */
    static SetOptions of(RespReader command) {
        boolean ifAbsent = false;
        boolean ifPresent = false;
        boolean tells = false;
        int equalTo = 0;
        for (int word = FIRST_WORD; word < command.words(); word++) {
            String option = upper(command, word);
            switch (option) {
                case "NX" -> ifAbsent = true;
                case "XX" -> ifPresent = true;
                case "GET" -> tells = true;
                case "IFEQ" -> {
                    word++;
                    equalTo = equalTo == 0 && word < command.words() ? word : NONE;
                }
                case "EX", "PX", "EXAT", "PXAT", "KEEPTTL" -> {
                    return refused("ERR " + option + " is not known here: keys have no times to live");
                }
                default -> {
                    return refused(RespErrors.SYNTAX);
                }
            }
        }
        boolean isOdd = equalTo == NONE || (equalTo > 0 && (ifAbsent || ifPresent || tells)) || (ifAbsent && ifPresent);
        return isOdd ? refused(RespErrors.SYNTAX) : new SetOptions(ifAbsent, ifPresent, tells, equalTo, "");
    }

    private static SetOptions refused(String error) {
        return new SetOptions(false, false, false, 0, error);
    }

    private static String upper(RespReader command, int word) {
        int length = Math.min(command.length(word), MOST_BYTES);
        return new String(command.bytes(), command.offset(word), length, StandardCharsets.ISO_8859_1)
                .toUpperCase(Locale.ROOT);
    }

    /** Whether what is there has to be read first. */
    boolean readsFirst() {
        return error.isEmpty() && !ifAbsent && (ifPresent || tells);
    }
}
