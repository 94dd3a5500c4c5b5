package mpjdht.sim;

/** Virtual time: microseconds since the start of the simulation. */
public final class Micros {
    /** A millisecond. */
    public static final long MILLI = 1_000;

    /** A second. */
    public static final long SECOND = 1_000_000;

    private Micros() {}

    /** A time as people read it, exact: {@code 3s}, {@code 1500ms}, {@code 7us}. */
    public static String text(long micros) {
        if (micros != 0 && micros % MILLI != 0) {
            return micros + "us";
        }
        return micros % SECOND == 0 ? micros / SECOND + "s" : micros / MILLI + "ms";
    }

    /**
     * Reads a time as {@link #text} writes it.
     *
     * @throws NumberFormatException if the text is none
     */
    public static long parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        long unit =
                switch (text.substring(digits)) {
                    case "s" -> SECOND;
                    case "ms" -> MILLI;
                    case "us" -> 1;
                    default -> throw new NumberFormatException(text);
                };
        long number = Long.parseLong(text.substring(0, digits));
        if (number > EventQueue.LAST_MICROS / unit) {
            throw new NumberFormatException(text);
        }
        return number * unit;
    }
}
