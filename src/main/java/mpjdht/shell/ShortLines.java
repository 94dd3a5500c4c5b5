package mpjdht.shell;

import org.jline.reader.impl.history.DefaultHistory;

/** Lines that were entered; in the file go those of a length that a person types. */
final class ShortLines extends DefaultHistory {
    private static final int MOST_CHARS = 4096;

    @Override
    public boolean isPersistable(Entry entry) {
        return entry.line().length() <= MOST_CHARS && super.isPersistable(entry);
    }
}
