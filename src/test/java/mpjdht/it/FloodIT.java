package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Jedis;

/** Keys are searched for in real jobs, of every kind, while nodes come and go between two searches. */
class FloodIT {
    private static final int NODES = 40;
    private static final int KEYS = 30;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            multicore | --routing one-hop                                     | 1
            multicore | --routing chord --graph power-law --degree 6          | 1
            niodev    | --routing direct                                      | 1
            multicore | --replicas 3                                          | 3
            multicore | --replicas 3 --consistency eventual --write-acks 3    | 3
            """)
    void everyCopyIsFoundWhereverItIsAndFloodsTakeTheMessagesOfTheFormula(String device, String options, int copies)
            throws IOException {
        List<Map<String, Object>> floods = floods(device, options + " --search flood");

        assertThat(floods).hasSize(2 * KEYS + 2);
        for (int i = 0; i < floods.size(); i++) {
            Map<String, Object> flood = floods.get(i);
            boolean isThere = i % (KEYS + 1) < KEYS;
            assertThat(flood)
                    .as("FLOOD %s", i)
                    .containsEntry("found", isThere)
                    .containsEntry("copies", isThere ? copies : 0);
            int nodes = i <= KEYS ? NODES : NODES + 1;
            assertThat(flood).containsEntry("nodes", nodes).containsEntry("of", nodes);
            assertThat(number(flood, "messages") - number(flood, "duplicates")).isEqualTo(nodes - 1);
            assertThat(number(flood, "messages")).isEqualTo(number(floods.get(i <= KEYS ? 0 : KEYS + 1), "messages"));
            if (isThere) {
                assertThat(flood).containsEntry("value", "v" + i % (KEYS + 1));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"ring", "walk"})
    void otherKindsFindWhatIsThereWithoutAskingEverybody(String kind) throws IOException {
        List<Map<String, Object>> floods = floods("multicore", "--search " + kind);

        assertThat(floods).hasSize(2 * KEYS + 2);
        long asked = 0;
        for (int i = 0; i < floods.size(); i++) {
            boolean isThere = i % (KEYS + 1) < KEYS;
            assertThat(floods.get(i)).as("FLOOD %s", i).containsEntry("found", isThere);
            asked += isThere ? number(floods.get(i), "nodes") : 0;
        }
        assertThat(asked).isLessThan(2L * KEYS * NODES);
    }

    @Test
    void aLimitIsKept() throws IOException {
        Job.Result job = Job.dht("--quiet", "--nodes", "20", "-")
                .stdin("PUT 673 x\nFLOOD 673 1\nFLOOD 673 2\nFLOOD 673\n")
                .run();

        assertThat(job.exitCode()).as(job.err()).isZero();
        assertThat(job.text().lines().toList())
                .element(0)
                .asString()
                .isEqualTo("FLOOD 673 -> not found; 5 of 20 nodes, 4 messages, 0 duplicates");
        assertThat(job.text().lines().toList().get(2)).endsWith("; 20 of 20 nodes, 61 messages, 42 duplicates");
    }

    @ParameterizedTest
    @CsvSource({"multicore, flood", "multicore, ring", "niodev, flood"})
    void getsThatAreSearchedForHaveTheResultsOfAnyOtherWay(String device, String kind) throws IOException {
        StringBuilder commands = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            int key = i * 7919 % 97;
            commands.append(
                    switch (i % 5) {
                        case 0, 1 -> "PUT " + key + " v" + i;
                        case 2 -> "DELETE " + key;
                        case 3 -> i % 100 == 3 ? "ADD 1 " + (500 + i) : "INCR n" + key % 7;
                        default -> "GET " + key + "\nGET n" + key % 7;
                    });
            commands.append('\n');
        }
        Path file = Files.writeString(folder.resolve("reads.cmd"), commands);
        String common = "-np 6 --device " + device + " --quiet --nodes 30 ";

        Job.Result searched = Job.dht((common + "--routing flood --search " + kind + " " + file).split(" "))
                .run();
        Job.Result straight =
                Job.dht((common + "--routing one-hop " + file).split(" ")).run();

        assertThat(searched.exitCode()).as(searched.err()).isZero();
        assertThat(searched.text()).isEqualTo(straight.text()).contains("GET n", "(not found)");
    }

    @Test
    void aGetWhoseLimitLeavesNodesUnaskedFailsAndTheKeyMayBeThere() throws IOException {
        Job.Result job = Job.dht("--quiet", "--nodes", "20", "--routing", "flood", "--ttl", "1", "-")
                .stdin("PUT 15 x\nPUT 673 y\nGET 15\nGET 673\n")
                .run();

        assertThat(job.exitCode()).isEqualTo(1);
        assertThat(job.text()).isEqualTo("GET 15 -> x @50\n");
        assertThat(job.err())
                .contains("-:4:1: error: GET of '673' failed: the search ended before it had asked every node, and none"
                        + " that it asked has the key; right is a larger --ttl, or none");
    }

    @Test
    void doorsTellThatASearchWasTooShortAndNotThatTheKeyIsMissing() {
        try (Job.Running job = Job.script(
                        "serve",
                        "-np",
                        "5",
                        "--nodes",
                        "20",
                        "--routing",
                        "flood",
                        "--ttl",
                        "1",
                        "--http",
                        "0",
                        "--resp",
                        "0")
                .start()) {
            Web web = new Web(Served.port(job, "HTTP"));
            try (Jedis redis = new Jedis("127.0.0.1", Served.port(job, "RESP"))) {
                int found = 0;
                for (int key = 0; key < KEYS; key++) {
                    redis.set("key" + key, "v" + key);
                    HttpResponse<byte[]> response = web.get("/keys/key" + key);
                    if (response.statusCode() == 200) {
                        assertThat(Web.text(response)).isEqualTo("v" + key).isEqualTo(redis.get("key" + key));
                        found++;
                    } else {
                        String tooShort = "the search for the key ended before it had asked every node";
                        assertThat(response.statusCode()).isEqualTo(504);
                        assertThat(Web.text(response)).contains(tooShort);
                        String name = "key" + key;
                        assertThatThrownBy(() -> redis.get(name)).hasMessage("ERR " + tooShort);
                    }
                }
                assertThat(found).isBetween(1, KEYS - 1);
            }
            Served.terminate(job);
        }
    }

    /** Keys are stored and searched for, a node joins, and they are searched for again. */
    private List<Map<String, Object>> floods(String device, String options) throws IOException {
        StringBuilder commands = new StringBuilder();
        for (int key = 0; key < KEYS; key++) {
            commands.append("PUT ")
                    .append(key * 33 + 1)
                    .append(" v")
                    .append(key)
                    .append('\n');
        }
        searchForAll(commands);
        commands.append("ADD 1 512\nSYNC\n");
        searchForAll(commands);
        Path file = Files.writeString(folder.resolve("flood.cmd"), commands);
        List<String> arguments = new ArrayList<>(List.of(
                ("-np 6 --device " + device + " --quiet --format json --nodes " + NODES + " " + options).split(" +")));
        arguments.add(file.toString());
        Job.Result job = Job.dht(arguments.toArray(String[]::new)).run();
        assertThat(job.exitCode()).as(job.err()).isZero();
        List<Map<String, Object>> floods = new ArrayList<>();
        for (String line : job.text().lines().toList()) {
            Map<String, Object> result = JSON.std.mapFrom(line);
            if (result.get("op").equals("FLOOD")) {
                floods.add(result);
            }
        }
        return floods;
    }

    private static void searchForAll(StringBuilder commands) {
        for (int key = 0; key < KEYS; key++) {
            commands.append("FLOOD ").append(key * 33 + 1).append('\n');
        }
        commands.append("FLOOD 1000\n");
    }

    private static long number(Map<String, Object> result, String name) {
        return ((Number) result.get(name)).longValue();
    }
}
