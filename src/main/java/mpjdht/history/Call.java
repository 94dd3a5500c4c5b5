package mpjdht.history;

/**
 * A command as its client saw it. Positions are places in the history: what happened earlier has a smaller one.
 *
 * @param client who called
 * @param sequence the client's number for it, larger than those of its earlier calls
 * @param verb what was asked for
 * @param argument value to store or append, or that CAS expects, as a number of {@link Values}; {@link Values#ABSENT} when it expects none
 * @param replacement value that CAS stores, as a number of {@link Values}; {@link Values#ABSENT} when it takes the key out
 * @param by what INCR adds
 * @param outcome what the client heard
 * @param result value that the answer tells, as a number of {@link Values}; {@link #UNTOLD} when it tells none
 * @param invoked position of the invocation
 * @param returned position of the answer; {@link #NEVER} when there is none
 * @param version that of the value which was written or read; {@link Version#UNTOLD} when the answer tells none
 */
public record Call(
        int client,
        long sequence,
        Verb verb,
        int argument,
        int replacement,
        long by,
        Outcome outcome,
        int result,
        int invoked,
        int returned,
        Version version) {
    /** Position of an answer that never came. */
    public static final int NEVER = Integer.MAX_VALUE;

    /** Stands for a value that an answer does not tell. */
    public static final int UNTOLD = -1;

    /** A call whose answer tells no version. */
    public Call(
            int client,
            long sequence,
            Verb verb,
            int argument,
            int replacement,
            long by,
            Outcome outcome,
            int result,
            int invoked,
            int returned) {
        this(client, sequence, verb, argument, replacement, by, outcome, result, invoked, returned, Version.UNTOLD);
    }

    /** Whether nobody knows if it took effect. */
    public boolean pending() {
        return outcome == Outcome.PENDING;
    }

    /** Whether it leaves the value as it is. */
    boolean changesNothing() {
        return verb == Verb.GET || outcome == Outcome.MISSING || outcome == Outcome.DIFFERS;
    }

    /** Whether it asks for the same as another. */
    boolean doesTheSameAs(Call other) {
        return verb == other.verb && argument == other.argument && replacement == other.replacement && by == other.by;
    }

    /** The same call with other values to store or expect. */
    Call withValues(int otherArgument, int otherReplacement) {
        return new Call(
                client,
                sequence,
                verb,
                otherArgument,
                otherReplacement,
                by,
                outcome,
                result,
                invoked,
                returned,
                version);
    }

    /** The same call, whose answer nobody has heard. */
    Call unanswered() {
        return new Call(client, sequence, verb, argument, replacement, by, Outcome.PENDING, UNTOLD, invoked, NEVER);
    }
}
