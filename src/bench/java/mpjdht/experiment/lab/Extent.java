package mpjdht.experiment.lab;

import java.util.Locale;

/** How much of an experiment is done. Both repeat it equally often at least: what is quick has smaller parts. */
public enum Extent {
    /** All of it, as the docs show it. */
    WHOLE,
    /** As little as shows that it works, in some seconds. */
    QUICK;

    /** One of two sizes. */
    public <T> T pick(T whole, T quick) {
        return this == WHOLE ? whole : quick;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
