package mpjdht.cli;

import mpjdht.cli.setting.Meaning;
import mpjdht.cli.setting.WrongValueException;
import mpjdht.runtime.PersistingTransport.Durability;
import mpjdht.runtime.PersistingTransport.Durability.Kind;

/** How {@code --durability} is written. */
final class Durabilities {
    private static final String INTERVAL = "interval:";
    private static final int MOST_DIGITS = 6;

    private Durabilities() {}

    static Meaning<Durability> meaning() {
        return text -> {
            if (text.equals("fsync")) {
                return new Durability(Kind.FSYNC, 0);
            }
            if (text.equals("flush")) {
                return new Durability(Kind.FLUSH, 0);
            }
            if (text.matches(INTERVAL + "[1-9]\\d{0," + (MOST_DIGITS - 1) + "}")) {
                return new Durability(Kind.INTERVAL, Long.parseLong(text.substring(INTERVAL.length())));
            }
            throw new WrongValueException("fsync, flush or interval:MILLIS, such as interval:1000");
        };
    }
}
