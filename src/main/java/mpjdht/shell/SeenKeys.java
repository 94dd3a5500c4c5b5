package mpjdht.shell;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Keys that were named in this session, as they were written; the newest of them. */
final class SeenKeys {
    static final int MOST = 1000;
    private static final int MOST_CHARS = 200;

    private final Set<String> keys = new LinkedHashSet<>();

    /** A key was named. */
    void add(String key) {
        if (key.isEmpty() || key.length() > MOST_CHARS) {
            return;
        }
        keys.remove(key);
        keys.add(key);
        if (keys.size() > MOST) {
            keys.remove(keys.iterator().next());
        }
    }

    /** All that are kept. */
    List<String> all() {
        return new ArrayList<>(keys);
    }
}
