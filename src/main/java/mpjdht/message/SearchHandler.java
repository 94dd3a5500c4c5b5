package mpjdht.message;

import mpjdht.message.SearchMessage.Check;
import mpjdht.message.SearchMessage.Checked;
import mpjdht.message.SearchMessage.Query;
import mpjdht.message.SearchMessage.Tally;
import mpjdht.message.SearchMessage.Walk;
import mpjdht.message.SearchMessage.WalkOver;

/** One method for each {@link SearchMessage} from node to node. */
public interface SearchHandler {

    /** Handles a message. */
    void onQuery(Query message);

    /** Handles a message. */
    void onTally(Tally message);

    /** Handles a message. */
    void onWalk(Walk message);

    /** Handles a message. */
    void onCheck(Check message);

    /** Handles a message. */
    void onChecked(Checked message);

    /** Handles a message. */
    void onWalkOver(WalkOver message);
}
