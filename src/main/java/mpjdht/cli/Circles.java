package mpjdht.cli;

import java.util.Locale;
import java.util.Optional;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.Sha1KeySpace;
import mpjdht.ring.Xxh3KeySpace;

/** Circles, and their names where data is kept: {@code direct 1000}, {@code sha1 160}. */
public final class Circles {
    private static final int MOST_DIGITS = 18;

    private Circles() {}

    /** The circle of a job, for one thread. */
    static KeySpace of(Settings settings) {
        return circle(settings.ids(), size(settings));
    }

    /** Its name. */
    static String name(Settings settings) {
        return settings.ids().name().toLowerCase(Locale.ROOT) + " " + size(settings);
    }

    private static long size(Settings settings) {
        return settings.ids() == Settings.Ids.DIRECT ? settings.highestId() : settings.hashSizeBits();
    }

    private static KeySpace circle(Settings.Ids ids, long size) {
        return switch (ids) {
            case DIRECT -> new DirectKeySpace(size);
            case SHA1 -> new Sha1KeySpace((int) size);
            case XXH3 -> new Xxh3KeySpace((int) size);
        };
    }

    /** The circle of a name, for one thread; empty if none has it. */
    public static Optional<KeySpace> named(String name) {
        for (Settings.Ids ids : Settings.Ids.values()) {
            String kind = ids.name().toLowerCase(Locale.ROOT) + " ";
            if (name.startsWith(kind) && name.substring(kind.length()).matches("\\d{1," + MOST_DIGITS + "}")) {
                return Optional.of(circle(ids, Long.parseLong(name.substring(kind.length()))));
            }
        }
        return Optional.empty();
    }
}
