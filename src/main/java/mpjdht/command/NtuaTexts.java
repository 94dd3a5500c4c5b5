package mpjdht.command;

import java.util.OptionalInt;

/** Every sentence about a line that {@link NtuaParser} cannot read: what is wrong, and after the semicolon what would be right. */
final class NtuaTexts {
    /** How a line of {@link Language.NtuaLines#PAIRS} is written. */
    static final String PAIR = "title, value, or a file whose name has the number of its node, as insert_00_part.txt";

    /** How an insert is written. */
    static final String INSERT = "insert, title, value";

    private NtuaTexts() {}

    static String untold() {
        return "nothing tells whether titles are to be inserted or to be looked up; right is a file called insert, query"
                + " or requests, such as query_00.txt, or --ntua-lines";
    }

    static String unknownRequest(String token) {
        return "unknown request '" + token + "'; right is insert, title, value, or query, title, or query, *, or"
                + " delete, title, or depart, or overlay";
    }

    static String noTitle(NtuaVerb verb) {
        return verb + " has no title; right is " + verb + ", title" + (verb == NtuaVerb.INSERT ? ", value" : "");
    }

    static String extra(NtuaVerb verb, String token) {
        return "'" + token + "' is too much; right is " + verb + " alone";
    }

    static String noValue(String token, String right) {
        return "'" + token + "' has no value; right is " + right;
    }

    static String noNode() {
        return "the name of the file has no number, which would be the value; right is a file called as"
                + " insert_00_part.txt, or --ntua-lines pairs";
    }

    static String departsNobody(OptionalInt node, int nodes) {
        return (node.isPresent()
                        ? "no node at start has the number " + node.getAsInt()
                        : "the name of the file has no number, so nobody knows which node departs")
                + "; right is a file called as requests_00.txt, with a number from 0 to " + (nodes - 1);
    }

    static String emptyTitle() {
        return "the title is empty; right is a title of 1 B to " + Limits.MAX_KEY_BYTES + " B (64 KiB)";
    }

    static String titleTooLong(int bytes) {
        return "the title has " + bytes + " B; right is a title of 1 B to " + Limits.MAX_KEY_BYTES + " B (64 KiB)";
    }
}
