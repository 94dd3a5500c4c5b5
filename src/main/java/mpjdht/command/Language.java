package mpjdht.command;

import java.util.List;

/**
 * How the command files of a run are written, and what they may ask for.
 *
 * @param limits the ranks and ids that commands may name
 * @param dialect how a line is read
 * @param onPut what a PUT, or insert, does to a key that has a value
 * @param lines what the lines of files of {@link Dialect#NTUA} say
 * @param nodes ids of the nodes at start, in the order in which they were dealt to the ranks: a file of {@link Dialect#NTUA} may speak for
 *     one of them
 */
public record Language(Limits limits, Dialect dialect, OnPut onPut, NtuaLines lines, List<Long> nodes) {
    /** How a line is read. */
    public enum Dialect {
        /** As a command: a verb and its arguments. */
        DHT,
        /** As one of the files of the NTUA course on distributed systems; see {@link NtuaParser}. */
        NTUA
    }

    /** What a PUT does to a key that has a value. */
    public enum OnPut {
        /** Its value takes the place of the other. */
        REPLACE,
        /** Its value is stored behind the other, as one value. */
        APPEND
    }

    /** What the lines of a file of {@link Dialect#NTUA} say. */
    public enum NtuaLines {
        /** What the name of the file says, and its first line. */
        AUTO,
        /** A title, a comma and a value to insert. */
        PAIRS,
        /** A title to insert; the value is the number in the name of the file. */
        TITLES,
        /** A title to look up. */
        QUERIES,
        /** A request: insert, query, delete, depart or overlay. */
        REQUESTS
    }

    /** The same, with lists of its own. */
    public Language {
        nodes = List.copyOf(nodes);
    }

    /** Commands by which a PUT replaces what is there. */
    public static Language of(Limits limits) {
        return new Language(limits, Dialect.DHT, OnPut.REPLACE, NtuaLines.AUTO, List.of());
    }

    /** The verb of a command that stores. */
    Verb put() {
        return onPut == OnPut.APPEND ? Verb.APPEND : Verb.PUT;
    }
}
