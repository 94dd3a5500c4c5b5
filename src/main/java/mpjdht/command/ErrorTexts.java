package mpjdht.command;

import mpjdht.message.Sizes;

/** Every sentence about a line that is wrong: what, and after the semicolon what would be right. */
final class ErrorTexts {
    private ErrorTexts() {}

    static String unknownVerb(String token) {
        return "unknown verb '" + token + "'; right is PUT, GET, DELETE, DEL, CAS, INCR, APPEND, ADD, REMOVE, EXPLAIN,"
                + " RING, KEYS, EXPORT, IMPORT, NODE, REPLICAS, LEADER, FLOOD, SYNC, METRICS, CRASH, RECOVER, PAUSE, DELAY, PARTITION, HEAL, WAIT, END or a number from 0 to 4";
    }

    static String missingArgument(Verb verb, boolean numeric, String argument) {
        String hint = argument.endsWith("value") ? ", where an empty value is written \"\"" : "";
        return wrongNumber(verb, numeric) + "no " + argument + "; right is " + usage(verb, numeric) + hint;
    }

    static String extraArgument(Verb verb, boolean numeric, String token) {
        String hint =
                switch (verb) {
                    case PUT, APPEND -> ", where the whole value is quoted or nothing of it is";
                    case GET, DELETE, INCR, EXPLAIN, REPLICAS, LEADER, FLOOD ->
                        ", where a key with white space is quoted";
                    case CAS -> ", where a key or value with white space is quoted";
                    default -> "";
                };
        return wrongNumber(verb, numeric) + "'" + token + "' is one too many; right is " + usage(verb, numeric) + hint;
    }

    private static String wrongNumber(Verb verb, boolean numeric) {
        return "wrong number of arguments for " + name(verb, numeric) + ": ";
    }

    private static String usage(Verb verb, boolean numeric) {
        String arguments = VerbHelp.arguments(verb);
        return name(verb, numeric) + (arguments.isEmpty() ? " alone" : arguments);
    }

    /** The verb in the dialect of the line that is wrong. */
    private static String name(Verb verb, boolean numeric) {
        if (!numeric) {
            return verb.name();
        }
        return switch (verb) {
            case PUT -> "0";
            case GET -> "1";
            case ADD -> "2";
            case REMOVE -> "3";
            case END -> "4";
            default -> throw new IllegalArgumentException(verb + " has no number");
        };
    }

    static String rankNotANumber(String token, Limits limits) {
        return "'" + token + "' is not a number; right is a rank" + ranks(limits) + " in plain decimal digits";
    }

    static String idNotANumber(String token, Limits limits) {
        return "'" + token + "' is not a number; right is an id" + ids(limits) + " in plain decimal digits";
    }

    static String rankOutside(String token, Limits limits) {
        return "rank " + token + " is not a storage rank; right is a rank" + ranks(limits);
    }

    static String idOutside(String token, Limits limits) {
        return "id " + token + " is outside the circle; right is an id" + ids(limits);
    }

    static String emptyKey() {
        return "the key is empty; right is a key of 1 B to " + Limits.MAX_KEY_BYTES + " B (64 KiB)";
    }

    static String keyTooLong(int bytes) {
        return "the key has " + bytes + " B; right is a key of 1 B to " + Limits.MAX_KEY_BYTES + " B (64 KiB)";
    }

    static String valueTooLong(int bytes) {
        return "the value has " + bytes + " B; right is a value of 0 B to " + Limits.MAX_VALUE_BYTES + " B (64 MiB)";
    }

    static String swapTooLong(int bytes) {
        return "the old and the new value have " + bytes + " B together; right is 0 B to " + Limits.MAX_SWAP_BYTES
                + " B (64 MiB less 4 B)";
    }

    static String wrongTtl(String token) {
        return "'" + token + "' is no number of hops; right is a whole number from 1 to " + Limits.MAX_TTL;
    }

    static String byNotANumber(String token) {
        return "'" + token + "' is not a number; right is a number" + integers() + " in plain decimal digits";
    }

    static String valueNotANumber(String key, String value) {
        return "INCR of '" + key + "' failed: its value '" + value
                + "' is no decimal integer of 64 bits; right is a value" + integers() + " in plain decimal digits";
    }

    static String sumOutOfRange(String key, String value, long by) {
        return "INCR of '" + key + "' failed: " + value + (by < 0 ? " less " : " plus ")
                + Long.toUnsignedString(Math.abs(by)) + " would pass " + (by < 0 ? Long.MIN_VALUE : Long.MAX_VALUE)
                + "; right is a sum" + integers();
    }

    static String appendedTooLong(String key) {
        return "APPEND to '" + key + "' failed: the value would have more than " + Limits.MAX_VALUE_BYTES
                + " B (64 MiB); right is a shorter value, or another key";
    }

    static String notReached(String key) {
        return "GET of '" + key
                + "' failed: the search ended before it had asked every node, and none that it asked has the key;"
                + " right is a larger --ttl, or none";
    }

    static String lineTooLong(int maxBytes) {
        return "the line is too long; right is a line of at most " + maxBytes + " B" + mebibytes(maxBytes);
    }

    static String strayReturn() {
        return "a carriage return stands inside the line; right is a line end of LF or CRLF, and \\r in a quoted string for"
                + " the byte";
    }

    static String foreignText(String encoding) {
        return "the text is " + encoding + "; right is UTF-8, which iconv -f " + encoding + " -t UTF-8 makes of it";
    }

    static String unclosedQuote() {
        return "the quote is not closed; right is a \" at the end of the string, on the same line, and \\\" inside it";
    }

    static String badEscape(String escape) {
        return "bad escape '" + escape + "'; right is \\\" \\\\ \\n \\r \\t or \\xHH with two hex digits";
    }

    static String textAfterQuote(String token) {
        return "'" + token + "' stands right after a closing quote; right is white space or the end of the line";
    }

    static String idTaken(String id) {
        return "id " + id + " is already on the circle; right is an id that no node has";
    }

    static String rankSilent() {
        return "the rank does not answer, and is taken to be dead; right is another rank, or to wait until it is back";
    }

    static String rankSilent(int rank) {
        return "rank " + rank
                + " does not answer, and is taken to be dead; right is another rank, or to RECOVER it first";
    }

    static String needsCopies(Verb verb) {
        return verb
                + " needs copies, which this job does not keep; right is --replicas 2 or more, or --consistency eventual";
    }

    static String rankIsDead(int rank) {
        return "rank " + rank + " is dead already; right is a rank that is alive, or to RECOVER it first";
    }

    static String rankIsNotBack(int rank) {
        return "rank " + rank + " is alive, or has died again before it was back; right is a rank that is dead";
    }

    static String tooFewCopies(Verb verb, String key, String least) {
        return verb + " of '" + key + "' refused: the key has fewer live copies than " + least
                + "; right is to RECOVER ranks or wait for them, or a lower " + least.substring(0, least.indexOf(' '));
    }

    static String severalValues(Verb verb, String key) {
        return verb + " of '" + key + "' failed: the key has several values side by side; right is to GET them, and to"
                + " PUT one in their place";
    }

    static String crowded(Verb verb, String key) {
        return verb + " of '" + key + "' refused: side by side a key has at most " + Sizes.MAX_SIBLINGS
                + " values and " + (Sizes.MAX_SIBLINGS_BYTES >> 20) + " MiB; right is to GET them first, so that"
                + " a PUT takes their place, or a smaller value";
    }

    static String unavailable(Verb verb, String key) {
        return verb + " of '" + key + "' failed: every copy of the key is lost, or cannot be reached; right is to wait"
                + " until a rank that has one is back, if there is any";
    }

    static String unknownWhetherDone(Verb verb, String key) {
        return "it is unknown whether " + verb + " of '" + key
                + "' was done: no answer came, and every copy of the key is"
                + " lost, or could not be reached in time; right is to GET the key once a copy is back";
    }

    static String millisNotANumber(String token) {
        return "'" + token + "' is not a number; right is milliseconds" + millis() + " in plain decimal digits";
    }

    static String millisTooLong(String token) {
        return token + " ms are too long; right is milliseconds" + millis();
    }

    static String anyRankNotANumber(String token, Limits limits) {
        return "'" + token + "' is not a number; right is a rank" + anyRanks(limits) + " in plain decimal digits";
    }

    static String anyRankOutside(String token, Limits limits) {
        return "rank " + token + " is no rank of this job; right is a rank" + anyRanks(limits);
    }

    static String rankTwice(int rank) {
        return "rank " + rank + " is named twice; right is each rank once, on one of the two sides";
    }

    static String noStorageRank(Limits limits) {
        return "ranks 0 and " + limits.commandRank()
                + " face each other, the head and the command rank; right is that one of"
                + " two ranks that are cut off from each other is a storage rank";
    }

    static String noFreeId() {
        return "the circle is full, each of its ids has a node; right is to REMOVE one first, or a larger circle";
    }

    static String noSuchNode(String id) {
        return "id " + id + " is not on the circle; right is the id of a node";
    }

    static String unanswered() {
        return "a storage rank that has to tell of its keys does not answer; right is to HEAL what is cut off, or to wait";
    }

    static String notEqual(int rounds) {
        return "SYNC has not made all copies equal in " + rounds + (rounds == 1 ? " round" : " rounds")
                + "; right is to HEAL what is cut off, to RECOVER who is dead, or to wait until others write less";
    }

    static String lastNode(String id) {
        return "id " + id + " is the last node; right is to add another node first, the circle is never empty";
    }

    static String tooManyNodes(int maxNodes) {
        return "the circle has " + maxNodes + (maxNodes == 1 ? " node" : " nodes")
                + " already; right is at most that many, or a higher --max-nodes";
    }

    static String noFileName(String shown) {
        return "'" + shown + "' is not the name of a file; right is a path of 1 B to " + Limits.MAX_FILE_NAME_BYTES
                + " B in UTF-8, from the working folder on";
    }

    static String leadsOut(String shown) {
        return "'" + shown + "' leads out of the working folder; right is a path from there on, without .. in it";
    }

    static String noEntry(String token) {
        return "'" + token + "' stores nothing; right is a line that is PUT key value, or APPEND key value";
    }

    static String noJsonEntry(String what) {
        return what
                + "; right is {\"key\":\"...\",\"value\":\"...\"} on one line, in UTF-8, or key_base64 and value_base64"
                + " for other bytes";
    }

    static String siblingsToImport() {
        return "the key has several values side by side; right is one of them, as \"value\"";
    }

    static String notTransferred(Verb verb, String file, String reason) {
        return verb + (verb == Verb.EXPORT ? " to '" : " of '") + file + "' failed: " + reason
                + "; right is a file below" + " the working folder that can be "
                + (verb == Verb.EXPORT ? "written" : "read");
    }

    static String brokenOff(Verb verb, String file) {
        return verb + (verb == Verb.EXPORT ? " to '" : " of '") + file
                + "' was broken off, because the job was told to end; right is to run it again"
                + (verb == Verb.IMPORT ? ", and what it has stored is stored once more" : "");
    }

    static String keysOutOfReach() {
        return "KEYS failed: " + someKeysOutOfReach();
    }

    static String keysOutOfReach(String file) {
        return "EXPORT to '" + file + "' failed: " + someKeysOutOfReach();
    }

    private static String someKeysOutOfReach() {
        return "every copy of some keys is lost, or cannot be reached; right is to wait"
                + " until a rank that has one is back, if there is any";
    }

    static String severalValuesToExport(String key) {
        return "'" + key + "' has several values side by side, which commands cannot tell; right is a file of JSON"
                + " lines, whose name ends in .jsonl, or to PUT one in their place";
    }

    static String unreadableFile(String reason) {
        return "cannot be read: " + reason + "; right is a command file, or - for standard input";
    }

    private static String ranks(Limits limits) {
        return limits.storageRanks() == 1 ? " of 1" : " from 1 to " + limits.storageRanks();
    }

    private static String anyRanks(Limits limits) {
        return " from 0 to " + limits.commandRank();
    }

    private static String millis() {
        return " from 0 to " + Limits.MAX_MILLIS;
    }

    private static String integers() {
        return " from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE;
    }

    private static String ids(Limits limits) {
        return " from " + Long.toUnsignedString(limits.lowestId()) + " to " + Long.toUnsignedString(limits.highestId());
    }

    private static String mebibytes(int bytes) {
        return bytes % (1 << 20) == 0 ? " (" + (bytes >> 20) + " MiB)" : "";
    }
}
