package mpjdht.shell;

import java.util.List;

/**
 * What has become of a line.
 *
 * @param kind how it ended
 * @param lines what was printed; none unless it is done
 * @param column where the error is, in bytes from 1; 0 where there is none
 * @param message what is wrong, and what would be right; empty where nothing is
 */
public record Reply(Kind kind, List<String> lines, int column, String message) {
    /** How a line ended. */
    public enum Kind {
        DONE,
        /** It was read, and cannot be carried out. */
        FAILED,
        UNREADABLE,
        /** Nobody waited for its answer. */
        UNANSWERED
    }

    /** Lines that nobody changes any more. */
    public Reply {
        lines = List.copyOf(lines);
    }

    /** It is done, and has printed these lines. */
    public static Reply done(List<String> lines) {
        return new Reply(Kind.DONE, lines, 0, "");
    }

    /** Nobody waited for the answer. */
    public static Reply unanswered() {
        return new Reply(Kind.UNANSWERED, List.of(), 0, "");
    }

    /**
     * It went wrong.
     *
     * @param kind FAILED or UNREADABLE
     */
    public static Reply wrong(Kind kind, int column, String message) {
        return new Reply(kind, List.of(), column, message);
    }
}
