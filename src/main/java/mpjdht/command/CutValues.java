package mpjdht.command;

import java.util.Optional;

/** Values of PUTs that a comment ends, as {@code PUT s Love Potion #9} does: seldom what was meant, so a run tells of them. */
public final class CutValues {
    private String file = "";
    private long line;
    private int column;
    private long count;

    /** Counts a value that ends before the comment sign at this place. */
    void add(String file, long line, int column) {
        if (count == 0) {
            this.file = file;
            this.line = line;
            this.column = column;
        }
        count++;
    }

    /** The line for stderr, about all of them and the place of the first; empty when there was none. */
    public Optional<String> warning() {
        if (count == 0) {
            return Optional.empty();
        }
        String what = count == 1
                ? "a comment sign cuts a value off here"
                : "comment signs cut " + count + " values off, the first one here";
        return Optional.of(Preview.ofFileName(file) + ":" + line + ":" + column + ": warning: " + what
                + "; right is a quoted value, such as \"Love Potion #9\", if the sign belongs to it");
    }
}
