package mpjdht.it;

import java.util.List;

/**
 * The doors of a job that has all three.
 *
 * @param nodes ports of gRPC
 * @param patienceMillis how long its clients wait for an answer
 */
record ThreeDoors(int http, int resp, List<Integer> nodes, int patienceMillis) {
    /** Those of a job, once it tells where they are. */
    static ThreeDoors of(Job.Running job, int patienceMillis) {
        return new ThreeDoors(
                Served.port(job, "HTTP"), Served.port(job, "RESP"), Served.ports(job, "gRPC"), patienceMillis);
    }

    /** A client; they come by the doors in turn. */
    KeyClient client(int number) {
        return switch (number % 3) {
            case 0 -> new RespKeys(resp, patienceMillis);
            case 1 -> new HttpKeys(http);
            default -> new GrpcKeys(nodes.get(number % nodes.size()), patienceMillis);
        };
    }
}
