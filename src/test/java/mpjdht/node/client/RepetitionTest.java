package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import mpjdht.message.Answer;
import mpjdht.message.Operation;
import mpjdht.message.Origin;
import mpjdht.message.ReplyBatch;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.RecordingOutbox;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.Region;
import mpjdht.ring.Replica;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client has under way on a grid that keeps copies. */
class RepetitionTest {
    private static final Grid GRID = new Grid(5);
    private static final int COMMAND = GRID.command();
    private static final int[] RANK_OF_REGION = {1, 2, 3};

    private final RecordingOutbox outbox = new RecordingOutbox();

    @Test
    void everythingWithoutAnAnswerIsSentAgainInItsOrderByTheNewConfiguration() {
        Requests requests = requests(8, all(0, RANK_OF_REGION));
        for (int sequence = 0; sequence < 6; sequence++) {
            put(requests, 10L * (sequence % 3));
        }
        sendAll(requests);
        assertThat(outbox.take()).containsExactly("1: requests #0 #3", "2: requests #1 #4", "3: requests #2 #5");
        answer(requests, 0, 3);
        answer(requests, 0, 1);

        requests.configure(all(7, 2, 2, 3), outbox);
        requests.flush(outbox);

        assertThat(RequestBatch.epoch(outbox.raw(0), 0, outbox.raw(0).length)).isEqualTo(7);
        assertThat(outbox.take()).containsExactly("2: requests #0 #4", "3: requests #2 #5");
    }

    @Test
    void aSecondAnswerIsIgnored() {
        Requests requests = requests(8, all(0, RANK_OF_REGION));
        get(requests, 0);
        get(requests, 0);
        sendAll(requests);
        answer(requests, 0, 0, Answer.FOUND);
        answer(requests, 0, 0, Answer.MISSING);

        assertThat(outcome(requests, 0)).isEqualTo(Answer.FOUND);
        requests.release(outbox);
        answer(requests, 0, 0, Answer.MISSING);
        answer(requests, 0, 5, Answer.MISSING);
        assertThat(requests.isAnswered(0)).isFalse();
        assertThat(requests.isAnswered(1)).isFalse();
        answer(requests, 0, 1, Answer.MISSING);
        assertThat(outcome(requests, 1)).isEqualTo(Answer.MISSING);
    }

    @Test
    void answersOfAnOlderConfigurationDoNotCount() {
        Requests requests = requests(8, all(0, RANK_OF_REGION));
        get(requests, 0);
        sendAll(requests);
        requests.configure(all(3, RANK_OF_REGION), outbox);

        answer(requests, 2, 0, Answer.MISSING);
        assertThat(requests.isAnswered(0)).isFalse();
        answer(requests, 3, 0, Answer.FOUND);
        assertThat(outcome(requests, 0)).isEqualTo(Answer.FOUND);
    }

    @Test
    void anAnswerOfAConfigurationThatTheClientDoesNotKnowYetCounts() {
        Requests requests = requests(8, all(0, RANK_OF_REGION));
        get(requests, 0);
        sendAll(requests);

        answer(requests, 1, 0, Answer.FOUND);
        assertThat(outcome(requests, 0)).isEqualTo(Answer.FOUND);
    }

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
        assertThat(requests.sentEnd()).isEqualTo(2);
        sendAll(requests);
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

    @Test
    void requestsForARegionThatIsLostOrOutOfReachAreAnsweredAtOnce() {
        Region lost = new Region(new Arc(9, 19), List.of(), List.of(replica(2)), false, true);
        Region outOfReach = new Region(new Arc(19, 9), List.of(replica(3)), List.of(), false, false);
        Requests requests = requests(8, new Configuration(ring(0), List.of(outOfReach, lost)));
        get(requests, 0);
        put(requests, 10);
        sendAll(requests);

        assertThat(outbox.take()).isEmpty();
        assertThat(outcome(requests, 0)).isEqualTo(Answer.UNAVAILABLE);
        assertThat(requests.reply().node()).isEqualTo(9);
        assertThat(requests.rank()).isEqualTo(Grid.HEAD);
        requests.release(outbox);
        assertThat(outcome(requests, 1)).isEqualTo(Answer.UNAVAILABLE);
        assertThat(requests.reply().node()).isEqualTo(19);
        requests.release(outbox);
        assertThat(outbox.take()).isEmpty();
        assertThat(requests.hasOldest()).isFalse();
    }

    @Test
    void whatIsUnderWayToARegionThatIsLostIsAnsweredWithTheConfigurationThatSaysSo() {
        Requests requests = requests(8, all(0, RANK_OF_REGION));
        get(requests, 10);
        get(requests, 0);
        sendAll(requests);
        put(requests, 10);
        sendAll(requests);
        outbox.take();

        requests.configure(without(1, 1), outbox);
        assertThat(requests.isAnswered(1)).isFalse();
        assertThat(requests.isAnswered(2)).isFalse();
        assertThat(outcome(requests, 0)).isEqualTo(Answer.UNAVAILABLE);
        sendAll(requests);
        assertThat(outbox.take()).containsExactly("1: requests #1");
        assertThat(outcome(requests, 2)).isEqualTo(Answer.UNAVAILABLE);
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

    /** Three regions, of ten positions each from 0 on, each with one replica on one of these ranks. */
    private static Configuration all(long epoch, int... rankOfRegion) {
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Arc arc = new Arc(i == 0 ? 29 : 10L * i - 1, 10L * i + 9);
            regions.add(Region.of(arc, List.of(replica(rankOfRegion[i]))));
        }
        return new Configuration(ring(epoch), regions);
    }

    private static Configuration without(long epoch, int region) {
        List<Region> regions = new ArrayList<>(all(epoch, RANK_OF_REGION).regions());
        regions.set(region, new Region(regions.get(region).arc(), List.of(), List.of(), false, true));
        return new Configuration(ring(epoch), regions);
    }

    private static Replica replica(int rank) {
        return new Replica(10L * rank - 1, rank, 0);
    }

    private static RingView ring(long epoch) {
        return RingView.of(epoch, new long[] {9, 19, 29}, RANK_OF_REGION);
    }

    private static Requests requests(int window, Configuration configuration) {
        return new Requests(
                GRID,
                Origin.of(COMMAND, 0),
                configuration.entries(),
                AssignedOverlay.direct(),
                FlowLimits.ofWindow(window),
                Optional.of(configuration));
    }

    private static void get(Requests requests, long position) {
        add(requests, Operation.GET, position);
    }

    private static void put(Requests requests, long position) {
        add(requests, Operation.PUT, position);
    }

    /** A command for the only key of a position. */
    private static void add(Requests requests, int operation, long position) {
        byte[] key = ("key" + position).getBytes(StandardCharsets.US_ASCII);
        int offset = requests.batch().length();
        requests.batch()
                .add(operation, requests.nextSequence(), position, (int) position, key, 0, key.length, key, 0, 0);
        requests.added(offset, 0, operation == Operation.EXPLAIN);
    }

    private void sendAll(Requests requests) {
        requests.send(outbox);
        requests.flush(outbox);
    }

    private void answer(Requests requests, long epoch, int sequence) {
        answer(requests, epoch, sequence, Answer.MISSING);
    }

    private void answer(Requests requests, long epoch, int sequence, int outcome) {
        ReplyBatch batch = new ReplyBatch(0);
        batch.address(epoch);
        batch.add(outcome, 1, sequence, 0);
        requests.take(1, batch.bytes(), 0, batch.length(), outbox);
    }

    private static int outcome(Requests requests, int sequence) {
        assertThat(requests.isAnswered(sequence)).isTrue();
        requests.open(sequence);
        return requests.reply().outcome();
    }
}
