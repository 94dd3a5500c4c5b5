package mpjdht.node.chord;

/**
 * Calls that wait, found by their tokens. Tokens are given out in order and few are pending at once, so the low bits of a token
 * are its place, and there are as many places as keep them apart.
 */
final class PendingCalls {
    private static final int FIRST_PLACES = 8;

    private Call[] calls = new Call[FIRST_PLACES];
    private long[] tokens = new long[FIRST_PLACES];

    void put(long token, Call call) {
        while (calls[place(token)] != null) {
            grow();
        }
        calls[place(token)] = call;
        tokens[place(token)] = token;
    }

    /** The call with this token, or null. */
    Call get(long token) {
        int place = place(token);
        return tokens[place] == token ? calls[place] : null;
    }

    /** Takes the call with this token out, and returns it, or null. */
    Call remove(long token) {
        Call call = get(token);
        if (call != null) {
            calls[place(token)] = null;
        }
        return call;
    }

    private int place(long token) {
        return (int) (token & (calls.length - 1));
    }

    private void grow() {
        Call[] oldCalls = calls;
        long[] oldTokens = tokens;
        calls = new Call[2 * oldCalls.length];
        tokens = new long[calls.length];
        for (int i = 0; i < oldCalls.length; i++) {
            if (oldCalls[i] != null) {
                calls[place(oldTokens[i])] = oldCalls[i];
                tokens[place(oldTokens[i])] = oldTokens[i];
            }
        }
    }
}
