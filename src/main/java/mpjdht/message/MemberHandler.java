package mpjdht.message;

import mpjdht.message.MemberMessage.AwaitFilled;
import mpjdht.message.MemberMessage.CountNodes;
import mpjdht.message.MemberMessage.FindHost;
import mpjdht.message.MemberMessage.Join;
import mpjdht.message.MemberMessage.Leave;
import mpjdht.message.MemberMessage.Synchronise;
import mpjdht.message.MemberMessage.TellCopy;
import mpjdht.message.MemberMessage.TellLeader;
import mpjdht.message.MemberMessage.TellNode;
import mpjdht.message.MemberMessage.TellRing;

/** One method for each {@link MemberMessage}. */
public interface MemberHandler {

    /** Handles a message of the rank {@code from}. */
    void onJoin(int from, Join message);

    /** Handles a message of the rank {@code from}. */
    void onLeave(int from, Leave message);

    /** Handles a message of the rank {@code from}. */
    void onAwaitFilled(int from, AwaitFilled message);

    /** Handles a message of the rank {@code from}. */
    void onSynchronise(int from, Synchronise message);

    /** Handles a message of the rank {@code from}. */
    void onFindHost(int from, FindHost message);

    /** Handles a message of the rank {@code from}. */
    void onTellRing(int from, TellRing message);

    /** Handles a message of the rank {@code from}. */
    void onTellNode(int from, TellNode message);

    /** Handles a message of the rank {@code from}. */
    void onTellCopy(int from, TellCopy message);

    /** Handles a message of the rank {@code from}. */
    void onTellLeader(int from, TellLeader message);

    /** Handles a message of the rank {@code from}. */
    void onCountNodes(int from, CountNodes message);
}
