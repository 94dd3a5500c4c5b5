package mpjdht.message;

import mpjdht.message.ComparisonMessage.AllCompared;
import mpjdht.message.ComparisonMessage.ArcsCompared;
import mpjdht.message.ComparisonMessage.CompareAll;
import mpjdht.message.ComparisonMessage.CompareArcs;
import mpjdht.message.ComparisonMessage.CompareKeys;
import mpjdht.message.ComparisonMessage.CompareNodes;
import mpjdht.message.ComparisonMessage.DifferencesTaken;
import mpjdht.message.ComparisonMessage.KeysCompared;
import mpjdht.message.ComparisonMessage.MadeEqual;
import mpjdht.message.ComparisonMessage.NodesCompared;
import mpjdht.message.ComparisonMessage.OtherRing;

/** One method for each {@link ComparisonMessage}. */
public interface ComparisonHandler {

    /** Handles a message of the rank {@code from}. */
    void onCompareAll(int from, CompareAll message);

    /** Handles a message of the rank {@code from}. */
    void onCompareArcs(int from, CompareArcs message);

    /** Handles a message of the rank {@code from}. */
    void onCompareNodes(int from, CompareNodes message);

    /** Handles a message of the rank {@code from}. */
    void onCompareKeys(int from, CompareKeys message);

    /** Handles a message of the rank {@code from}. */
    void onOtherRing(int from, OtherRing message);

    /** Handles a message of the rank {@code from}. */
    void onAllCompared(int from, AllCompared message);

    /** Handles a message of the rank {@code from}. */
    void onArcsCompared(int from, ArcsCompared message);

    /** Handles a message of the rank {@code from}. */
    void onNodesCompared(int from, NodesCompared message);

    /** Handles a message of the rank {@code from}. */
    void onKeysCompared(int from, KeysCompared message);

    /** Handles a message of the rank {@code from}. */
    void onDifferencesTaken(int from, DifferencesTaken message);

    /** Handles a message of the rank {@code from}. */
    void onMadeEqual(int from, MadeEqual message);
}
