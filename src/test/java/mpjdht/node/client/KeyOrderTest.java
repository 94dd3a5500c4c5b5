package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import mpjdht.message.Answer;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.Outbox;
import mpjdht.ring.Configuration;
import mpjdht.ring.Region;
import mpjdht.ring.Replica;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client holds back on a grid that keeps copies. */
class KeyOrderTest extends ClientOfCopies {

    @Test
    void aWriteOfAKeyThatIsReadIsHeldAndSoIsWhateverComesBehindItForThatKeyAlone() {
        Requests requests = requests(8, all(0, RANK_OF_REGION));
        get(requests, 0);
        put(requests, 10);
        put(requests, 0);
        get(requests, 0);
        put(requests, 0);
        get(requests, 5);
        sendAll(requests);
        assertThat(outbox.take()).containsExactly("1: requests #0 #5", "2: requests #1");

        answer(requests, 0, 1);
        sendAll(requests);
        assertThat(outbox.take()).isEmpty();

        answer(requests, 0, 0);
        put(requests, 20);
        sendAll(requests);
        assertThat(outbox.take()).containsExactly("1: requests #2 #3", "3: requests #6");

        answer(requests, 0, 2);
        sendAll(requests);
        assertThat(outbox.take()).isEmpty();
        answer(requests, 0, 3);
        requests.flush(outbox);
        assertThat(outbox.take()).containsExactly("1: requests #4");
    }

    @Test
    void whatIsHeldIsSentWhenWhatItWaitsForIsGivenUp() {
        Requests requests = requests(8, all(0, RANK_OF_REGION));
        put(requests, 10);
        get(requests, 0);
        add(requests, Operation.CAS, 0);
        put(requests, 0);
        sendAll(requests);
        assertThat(requests.sentEnd()).isEqualTo(2);
        outbox.take();

        requests.giveUpBefore(requests.sentEnd(), outbox);
        assertThat(outcome(requests, 0)).isEqualTo(Answer.UNKNOWN);
        assertThat(outcome(requests, 1)).isEqualTo(Answer.UNAVAILABLE);
        assertThat(requests.sentEnd()).isEqualTo(3);
        sendAll(requests);
        assertThat(outbox.take()).containsExactly("1: requests #2");
        answer(requests, 0, 2);
        assertThat(requests.sentEnd()).isEqualTo(4);
    }

    /** The read is answered at once, because nobody has the key; the write that it held is not sent twice when somebody has it again. */
    @Test
    void whatANewConfigurationFreesIsSentOnce() {
        Requests requests = requests(8, all(0, RANK_OF_REGION));
        get(requests, 0);
        put(requests, 0);
        sendAll(requests);
        outbox.take();
        requests.configure(without(1, 0), outbox);
        assertThat(outcome(requests, 0)).isEqualTo(Answer.UNAVAILABLE);

        requests.configure(all(2, RANK_OF_REGION), outbox);
        sendAll(requests);
        assertThat(outbox.take()).containsExactly("1: requests #1");
    }

    @Test
    void aWriteThatWaitsIsNotSentByANewConfigurationButTheReadIs() {
        Requests requests = requests(8, all(0, RANK_OF_REGION));
        get(requests, 0);
        sendAll(requests);
        put(requests, 0);
        sendAll(requests);
        outbox.take();

        requests.configure(all(1, 3, 2, 3), outbox);
        sendAll(requests);
        assertThat(outbox.take()).containsExactly("3: requests #0");

        answer(requests, 1, 0);
        sendAll(requests);
        assertThat(outbox.take()).containsExactly("3: requests #1");
    }

    @Test
    void aSwapWaitsForReadsAndWritesWaitForIt() {
        Requests requests = requests(8, all(0, RANK_OF_REGION));
        add(requests, Operation.EXPLAIN, 0);
        get(requests, 0);
        add(requests, Operation.CAS, 0);
        sendAll(requests);
        assertThat(outbox.take()).containsExactly("1: requests #0 #1");
        answer(requests, 0, 1);
        sendAll(requests);
        assertThat(outbox.take()).containsExactly("1: requests #2");

        get(requests, 0);
        add(requests, Operation.INCR, 0);
        sendAll(requests);
        assertThat(outbox.take()).containsExactly("1: requests #3");
        answer(requests, 0, 3);
        sendAll(requests);
        assertThat(outbox.take()).isEmpty();
        answer(requests, 0, 2);
        sendAll(requests);
        assertThat(outbox.take()).containsExactly("1: requests #4");
    }

    /** What a naive client has under way. */
    private record Sent(int operation, long position) {
        boolean reads() {
            return operation == Operation.GET || operation == Operation.CAS;
        }

        boolean writes() {
            return operation != Operation.GET && operation != Operation.EXPLAIN;
        }

        int region() {
            return (int) position / 10;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16})
    void agreesWithAListOfWhatIsUnderWay(int window) {
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            Configuration configuration = any(0, random);
            Requests requests = requests(window, configuration);
            Map<Integer, Sent> underWay = new TreeMap<>();
            Map<Integer, Sent> waiting = new TreeMap<>();
            Map<Integer, Long> positions = new TreeMap<>();
            List<String> expected = new ArrayList<>();
            List<String> sent = new ArrayList<>();
            for (int step = 0; step < 200; step++) {
                int action = random.nextInt(20);
                if (action == 0) {
                    configuration = any(configuration.epoch() + 1, random);
                    requests.flush(collector(sent));
                    requests.configure(configuration, collector(sent));
                    for (int sequence : List.copyOf(underWay.keySet())) {
                        passNaively(true, sequence, underWay, configuration, requests, expected);
                    }
                } else if (action < 10) {
                    if (requests.mayAdd()) {
                        int sequence = requests.nextSequence();
                        Sent command = new Sent(1 + random.nextInt(6), 10L * random.nextInt(3) + random.nextInt(2));
                        add(requests, command.operation(), command.position());
                        waiting.put(sequence, command);
                        positions.put(sequence, command.position());
                        requests.send(collector(sent));
                    }
                } else if (!underWay.isEmpty()) {
                    int sequence = List.copyOf(underWay.keySet()).get(random.nextInt(underWay.size()));
                    answer(requests, configuration.epoch(), sequence);
                    underWay.remove(sequence);
                    requests.open(sequence);
                    requests.release(outbox);
                }
                requests.send(collector(sent));
                Set<Long> heldKeys = new HashSet<>();
                for (int sequence : List.copyOf(waiting.keySet())) {
                    Sent command = waiting.get(sequence);
                    boolean isRead = underWay.values().stream()
                            .anyMatch(other -> other.reads() && other.position() == command.position());
                    if (heldKeys.contains(command.position()) || (command.writes() && isRead)) {
                        heldKeys.add(command.position());
                    } else {
                        waiting.remove(sequence);
                        underWay.put(sequence, command);
                        passNaively(false, sequence, underWay, configuration, requests, expected);
                    }
                }
                requests.flush(collector(sent));
                assertThat(requests.mayAdd())
                        .as("seed " + seed)
                        .isEqualTo(requests.nextSequence() - requests.oldest() < window);
            }
            for (long key : Set.copyOf(positions.values())) {
                assertThat(of(key, sent, positions)).as("seed " + seed).isEqualTo(of(key, expected, positions));
            }
        }
    }

    private void passNaively(
            boolean again,
            int sequence,
            Map<Integer, Sent> underWay,
            Configuration configuration,
            Requests requests,
            List<String> expected) {
        Region region = configuration.regions().get(underWay.get(sequence).region());
        if (region.isAvailable()) {
            expected.add(region.first().rank() + " gets #" + sequence + " by " + configuration.epoch());
        } else {
            boolean nobodyKnows = again && underWay.get(sequence).writes();
            assertThat(outcome(requests, sequence)).isEqualTo(nobodyKnows ? Answer.UNKNOWN : Answer.UNAVAILABLE);
            requests.release(outbox);
            underWay.remove(sequence);
        }
    }

    /** The lines about requests for a key. */
    private static List<String> of(long key, List<String> lines, Map<Integer, Long> positions) {
        return lines.stream()
                .filter(line -> positions.get(Integer.parseInt(line.split("[# ]+", -1)[2])) == key)
                .toList();
    }

    private static Outbox collector(List<String> sent) {
        return new Outbox() {
            @Override
            public void send(int to, byte[] bytes, int offset, int length) {
                RequestCursor cursor = new RequestCursor();
                cursor.open(bytes, offset, length);
                while (cursor.next()) {
                    sent.add(to + " gets #" + cursor.sequence() + " by " + RequestBatch.epoch(bytes, offset, length));
                }
            }

            @Override
            public void setTimer(long delayMicros, long timer) {
                throw new IllegalStateException("a client set a timer");
            }
        };
    }

    private static Configuration any(long epoch, Random random) {
        List<Region> regions = new ArrayList<>();
        for (Region region : all(epoch, RANK_OF_REGION).regions()) {
            int kind = random.nextInt(10);
            List<Replica> serving = kind == 0 ? List.of() : List.of(replica(1 + random.nextInt(3)));
            regions.add(new Region(region.arc(), serving, List.of(), random.nextInt(5) == 0, kind != 1));
        }
        return new Configuration(ring(epoch), regions);
    }
}
