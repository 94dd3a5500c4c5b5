package mpjdht.node.replica;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.HeadMessage.AwaitReturn;
import mpjdht.message.MembershipOutcome;
import mpjdht.node.Outbox;

/** What has been copied for ranks since they began anew, and the clients that wait until it is all. */
final class Returns {
    private static final long NO_NODE = 0;

    private final Map<Integer, Copied> copiedOfRank = new LinkedHashMap<>();
    private final List<Asked> waiting = new ArrayList<>();

    /** What has been copied. */
    private static final class Copied {
        long keys;
        long bytes;
    }

    private record Asked(int client, AwaitReturn request) {}

    /** A rank has begun anew. */
    void begin(int rank) {
        copiedOfRank.put(rank, new Copied());
    }

    /** Keys have been copied to a rank. */
    void copied(int rank, long keys, long bytes) {
        Copied of = copiedOfRank.get(rank);
        if (of != null) {
            of.keys += keys;
            of.bytes += bytes;
        }
    }

    /** A client waits. */
    void ask(int from, AwaitReturn request) {
        waiting.add(new Asked(from, request));
    }

    /** Every copy is where it should be by what is known: tells the clients whose ranks were heard in the lives that they mean. */
    void report(Census census, Outbox outbox) {
        Iterator<Asked> all = waiting.iterator();
        while (all.hasNext()) {
            Asked asked = all.next();
            int rank = asked.request().rank();
            boolean isAlive = census.isAlive(rank);
            if (census.life(rank) >= asked.request().life() && !(isAlive && census.expects(rank))) {
                all.remove();
                Copied of = copiedOfRank.getOrDefault(rank, new Copied());
                MembershipOutcome outcome = isAlive ? MembershipOutcome.DONE : MembershipOutcome.RANK_SILENT;
                outbox.send(
                        asked.client(),
                        new MembershipChanged(asked.request().client(), outcome, NO_NODE, NO_NODE, of.keys, of.bytes));
            }
        }
    }
}
