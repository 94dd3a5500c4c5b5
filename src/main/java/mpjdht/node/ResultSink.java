package mpjdht.node;

import mpjdht.message.CommandMessage.MembershipChanged;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestCursor;

/** Port: where the results of the commands go, in the order of the commands. */
public interface ResultSink {

    /**
     * A PUT, GET or DELETE is done. The cursors stand on it, and may be read until this method returns.
     *
     * @param location where the command stands, as its source named it
     * @param rank rank that answered
     */
    void answered(long location, RequestCursor request, ReplyCursor reply, int rank);

    /** An ADD has come to an end, done or refused. */
    void added(long location, int rank, MembershipChanged result);

    /** A REMOVE has come to an end, done or refused. */
    void removed(long location, MembershipChanged result);

    /** Every command has run. */
    void ended(long location);
}
