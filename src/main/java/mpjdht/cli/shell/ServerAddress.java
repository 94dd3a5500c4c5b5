package mpjdht.cli.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mpjdht.cli.setting.Meaning;
import mpjdht.cli.setting.UsageException;
import mpjdht.cli.setting.WrongValueException;

/**
 * Where a server listens.
 *
 * @param host name or address
 * @param port 1 to 65,535
 */
record ServerAddress(String host, int port) {
    private static final int MOST_PORT = 65_535;
    private static final String RIGHT = "HOST:PORT, such as 127.0.0.1:6379 or [::1]:6379";
    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\s\\[\\]]+):([0-9]{1,5})");

    /** How an address is written. */
    static Meaning<ServerAddress> meaning() {
        return text -> {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new WrongValueException("'" + UsageException.shown(text) + "' is no address", RIGHT);
            }
            int port = Integer.parseInt(form.group(2));
            if (port < 1 || port > MOST_PORT) {
                throw new WrongValueException(port + " is no port", RIGHT);
            }
            return new ServerAddress(form.group(1).replaceAll("[\\[\\]]", ""), port);
        };
    }
}
