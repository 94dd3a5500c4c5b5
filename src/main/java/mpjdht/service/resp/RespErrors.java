package mpjdht.service.resp;

import mpjdht.message.Answer;

/** How failures are told to clients of Redis: by the kinds that they know, where there is one that says the same. */
final class RespErrors {
    static final String NOT_A_NUMBER = "ERR value is not an integer or out of range";
    static final String OUT_OF_RANGE = "ERR increment or decrement would overflow";

    static final String PATTERN = "ERR a pattern has at most " + Glob.MOST_BYTES + " bytes";
    static final String SYNTAX = "ERR syntax error";

    private RespErrors() {}

    /** The error of an outcome that is a {@linkplain Answer#isFailure failure}. */
    static String of(int outcome) {
        return switch (outcome) {
            case Answer.NOT_A_NUMBER -> NOT_A_NUMBER;
            case Answer.OUT_OF_RANGE -> OUT_OF_RANGE;
            case Answer.REFUSED -> "NOREPLICAS Too few copies of the key are alive; nothing was written";
            case Answer.UNAVAILABLE -> "CLUSTERDOWN No copy of the key can be reached; nothing was done";
            case Answer.UNKNOWN ->
                "CLUSTERDOWN No copy of the key can be reached any more; nobody can tell whether it was written";
            case Answer.SEVERAL -> "ERR the key has several values side by side; nothing was written";
            case Answer.CROWDED -> "ERR the key has as many values side by side as it may; nothing was written";
            case Answer.NOT_REACHED -> "ERR the search for the key ended before it had asked every node";
            default -> "ERR failed with outcome " + outcome;
        };
    }
}
