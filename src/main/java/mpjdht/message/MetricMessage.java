package mpjdht.message;

/** What clients ask any rank about what it counts. */
public sealed interface MetricMessage extends ControlMessage {

    /** Number of the client on its rank. */
    int client();

    /**
     * Tell what you have counted. Answer: {@link ClientMessage.MetricsTold}.
     *
     * @param client number of the client on its rank
     */
    record TellMetrics(int client) implements MetricMessage {}
}
