package mpjdht.runtime.data;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import mpjdht.journal.DamageException;
import mpjdht.journal.JournalEnd;

/** What a rank has noticed that began with the data there is, in lines for people. Each is said once, however many ranks notice it. */
final class Remarks {
    private final Set<String> lines = new LinkedHashSet<>();

    /** A journal has a torn end. */
    void torn(JournalEnd.Torn end) {
        lines.add(end.file() + ": " + end.bytes() + " B behind byte " + end.offset()
                + " were written when the job before died, and are not used");
    }

    /** What a rank had is damaged, and others have the same. */
    void repaired(DamageException damage) {
        lines.add(damage.getMessage() + "; what was there is taken from other copies");
    }

    /** Adds those that another rank tells. */
    void add(String told) {
        told.lines().forEach(lines::add);
    }

    /** All of them. */
    String text() {
        return String.join("\n", lines);
    }

    /** Tells each. */
    void tell(Consumer<String> listener) {
        lines.forEach(listener);
    }
}
