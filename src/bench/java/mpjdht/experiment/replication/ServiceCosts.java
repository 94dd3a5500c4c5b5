package mpjdht.experiment.replication;

import mpjdht.message.ChainCursor;
import mpjdht.message.ChainEntry;
import mpjdht.message.MessageKind;
import mpjdht.message.Operation;
import mpjdht.message.RequestCursor;
import mpjdht.message.StateCursor;
import mpjdht.sim.Micros;
import mpjdht.sim.ServiceTimes;

/**
 * What storage ranks take time for, as van Renesse and Schneider, OSDI 2004, section 5 have it: for a query, for an update where it is decided, for what
 * an update has changed at each other replica, and for each key that is copied to a replica that is new. Whatever else ranks say to each other, as
 * confirmations, costs nothing.
 *
 * @param queryMicros of a query
 * @param updateMicros of an update, at the first that does it
 * @param differenceMicros of an update at each other replica
 * @param copyMicros of a key, at a replica that is being filled
 */
record ServiceCosts(long queryMicros, long updateMicros, long differenceMicros, long copyMicros) {
    /** Section 5.1 of the paper; that a copy costs as much as a difference is an assumption of this project. */
    static final ServiceCosts OF_THE_PAPER =
            new ServiceCosts(5 * Micros.MILLI, 50 * Micros.MILLI, 20 * Micros.MILLI, 20 * Micros.MILLI);

    /**
     * The service times of a grid.
     *
     * @param lastStorage the last of its storage ranks, of which the first is 1
     */
    ServiceTimes onRanksUpTo(int lastStorage) {
        RequestCursor requests = new RequestCursor();
        ChainCursor chain = new ChainCursor();
        StateCursor states = new StateCursor();
        return (rank, bytes, length) -> {
            if (rank < 1 || rank > lastStorage) {
                return 0;
            }
            return switch (bytes[0]) {
                case MessageKind.REQUESTS -> ofRequests(requests, bytes, length);
                case MessageKind.CHAIN -> ofChain(chain, bytes, length);
                case MessageKind.SPREAD -> ofStates(states, bytes, length);
                default -> 0;
            };
        };
    }

    private long ofRequests(RequestCursor cursor, byte[] bytes, int length) {
        long micros = 0;
        cursor.open(bytes, 0, length);
        while (cursor.next()) {
            micros += Operation.changes(cursor.operation()) ? updateMicros : queryMicros;
        }
        return micros;
    }

    private long ofChain(ChainCursor cursor, byte[] bytes, int length) {
        long micros = 0;
        cursor.open(bytes, 0, length);
        while (cursor.next()) {
            micros += switch (cursor.operation()) {
                case ChainEntry.PUT, ChainEntry.DELETE, ChainEntry.NOTHING -> differenceMicros;
                case ChainEntry.COPY -> copyMicros;
                default -> 0;
            };
        }
        return micros;
    }

    private long ofStates(StateCursor cursor, byte[] bytes, int length) {
        long micros = 0;
        cursor.open(bytes, 0, length);
        while (cursor.next()) {
            micros += differenceMicros;
        }
        return micros;
    }
}
