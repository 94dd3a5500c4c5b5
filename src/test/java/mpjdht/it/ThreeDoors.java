package mpjdht.it;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** The same without the ports of a rank's nodes, which are closed when it is taken for dead. */
    ThreeDoors without(int rank) {
        String ring = new String(new Web(http).get("/nodes").body(), StandardCharsets.UTF_8);
        Set<Integer> closed = new HashSet<>();
        try (GrpcKeys any = new GrpcKeys(nodes.get(0), patienceMillis)) {
            Matcher node =
                    Pattern.compile("\"id\":(\\d+),\"rank\":" + rank + "\\b").matcher(ring);
            while (node.find()) {
                closed.add(any.portOf(node.group(1)));
            }
        }
        return new ThreeDoors(
                http,
                resp,
                nodes.stream().filter(port -> !closed.contains(port)).toList(),
                patienceMillis);
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
