package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import mpjdht.message.Answer;
import mpjdht.message.ClientMessage.CopyDescribed;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ClientMessage.RingPart;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.NodeLoad;
import mpjdht.message.ReplyBatch;
import mpjdht.message.SearchTally;
import mpjdht.node.FlowLimits;
import mpjdht.ring.Configuration;
import mpjdht.ring.NodeRef;
import mpjdht.ring.Placement;
import mpjdht.ring.Region;
import mpjdht.ring.Replica;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

/** RING, NODE and REPLICAS where keys have copies: those are asked who answer requests, and asked anew when others do. */
class CommandFrontCopiesTest extends CommandFrontFixture {
    private static final long[] IDS = {100, 200, 300};
    private static final int[] RANKS = {1, 2, 3};
    /** Arc of 100 on the ranks 1 and 2, of 200 on 2 and 3, of 300 on 3 and 1. */
    private static final Configuration TWO_COPIES = initial(7, IDS, RANKS, 2);
    /** Rank 1 is dead: arc of 200 on the ranks 2 and 3, of 300 on 3 and 2. */
    private static final Configuration WITHOUT_RANK_1 = initial(8, new long[] {200, 300}, new int[] {2, 3}, 2);

    private static Configuration initial(long epoch, long[] ids, int[] ranks, int copies) {
        return Configuration.initial(RingView.of(epoch, ids, ranks), new Placement(copies, rank -> rank));
    }

    /** The two copies, and the arc of the node 100 is what {@code change} makes of it. */
    private static Configuration withFirstRegion(UnaryOperator<Region> change) {
        List<Region> regions = new ArrayList<>(TWO_COPIES.regions());
        regions.set(0, change.apply(regions.get(0)));
        return new Configuration(TWO_COPIES.ring(), regions);
    }

    private static Region lost(Region region) {
        return new Region(region.arc(), List.of(), List.of(), false, true);
    }

    private static NodeLoad load(long id, int rank, long keys) {
        return new NodeLoad(id, rank, keys, 10 * keys, 0);
    }

    private static RingPart part(long question, NodeLoad... nodes) {
        return new RingPart(CLIENT, question, true, List.of(nodes));
    }

    private static NodeDescribed described(long question, NodeLoad node, long predecessor) {
        return new NodeDescribed(CLIENT, question, node, List.of(new NodeRef(predecessor, 9)), List.of(), List.of());
    }

    private void configure(CommandFront machine, Configuration next) {
        machine.configure(next, outbox);
    }

    @Test
    void ringAsksTheFirstReplicasAndNobodyElse() {
        Configuration onTwoRanks = initial(7, new long[] {100, 200, 300}, new int[] {1, 2, 1}, 2);
        CommandFront machine = machine(onTwoRanks, true, "RING");

        idleUntilQuiet(machine);

        assertThat(sent())
                .containsExactly(
                        "1: DescribeRing[client=0, question=1, epoch=7]",
                        "2: DescribeRing[client=0, question=1, epoch=7]");
    }

    @Test
    void ringAddsUpWhatSeveralRanksHaveOfANodeAndTellsOfThoseThatNobodyAnswersFor() {
        Configuration first = withFirstRegion(CommandFrontCopiesTest::lost);
        CommandFront machine = machine(first, true, "RING");
        idleUntilQuiet(machine);
        assertThat(sent())
                .containsExactly(
                        "2: DescribeRing[client=0, question=1, epoch=7]",
                        "3: DescribeRing[client=0, question=1, epoch=7]");

        tellFrom(2, machine, part(1, load(200, 2, 4)));
        assertThat(results).isEmpty();
        tellFrom(3, machine, part(1, load(200, 2, 1), load(300, 3, 2)));

        assertThat(results).containsExactly("ring 1 [100@1 0 keys, 200@2 5 keys, 300@3 2 keys] by 7");
    }

    @Test
    void ringIsTellableWhereEverythingIsLost() {
        List<Region> lost =
                TWO_COPIES.regions().stream().map(CommandFrontCopiesTest::lost).toList();
        CommandFront machine = machine(new Configuration(TWO_COPIES.ring(), lost), true, "RING");

        idleUntilQuiet(machine);

        assertThat(sent()).isEmpty();
        assertThat(results).containsExactly("ring 1 [100@1 0 keys, 200@2 0 keys, 300@3 0 keys] by 7");
    }

    @Test
    void ringIsAskedAgainWhenAConfigurationComesAndWhatIsAnsweredOfTheOlderOneDoesNotCount() {
        CommandFront machine = machine(TWO_COPIES, true, "RING");
        idleUntilQuiet(machine);
        tellFrom(2, machine, part(1, load(200, 2, 4)));
        sent();

        configure(machine, WITHOUT_RANK_1);

        assertThat(sent())
                .containsExactly(
                        "2: DescribeRing[client=0, question=2, epoch=8]",
                        "3: DescribeRing[client=0, question=2, epoch=8]");
        tellFrom(3, machine, part(1, load(300, 3, 1)));
        tellFrom(1, machine, part(1, load(100, 1, 1)));
        tellFrom(3, machine, part(2, load(300, 3, 2)));
        assertThat(results).isEmpty();
        tellFrom(2, machine, part(2, load(200, 2, 5)));
        assertThat(results).containsExactly("ring 1 [200@2 5 keys, 300@3 2 keys] by 8");
    }

    @Test
    void aConfigurationThatComesWhenAllHaveAnsweredAsksNobody() {
        CommandFront machine = machine(TWO_COPIES, true, "RING");
        idleUntilQuiet(machine);
        ready = false;
        tellFrom(1, machine, part(1, load(100, 1, 1)));
        tellFrom(2, machine, part(1, load(200, 2, 1)));
        tellFrom(3, machine, part(1, load(300, 3, 1)));
        sent();

        configure(machine, WITHOUT_RANK_1);
        ready = true;
        idleUntilQuiet(machine);

        assertThat(sent()).isEmpty();
        assertThat(results).containsExactly("ring 1 [100@1 1 keys, 200@2 1 keys, 300@3 1 keys] by 7");
    }

    @Test
    void whoWasNotAskedMayNotAnswerByTheRingInForce() {
        CommandFront machine = machine(TWO_COPIES, true, "RING");
        idleUntilQuiet(machine);

        assertThatThrownBy(() -> tellFrom(4, machine, part(1)))
                .hasMessage("rank 4 told of its nodes, which nobody had asked it");
    }

    @Test
    void nodeAsksTheFirstReplicasOfItsArc() {
        Region whole = TWO_COPIES.regions().get(0);
        Configuration moved =
                withFirstRegion(region -> Region.of(region.arc(), List.of(new Replica(200, 2, 0), whole.first())));
        CommandFront machine = machine(moved, true, "NODE 100");
        idleUntilQuiet(machine);
        assertThat(sent()).containsExactly("2: DescribeNode[client=0, question=1, epoch=7, id=100]");

        tellFrom(2, machine, described(1, load(100, 1, 3), 1));

        assertThat(results).containsExactly("node 1 100");
    }

    @Test
    void nodeIsAskedAgainWhenAConfigurationComes() {
        CommandFront machine = machine(TWO_COPIES, true, "NODE 300");
        idleUntilQuiet(machine);
        assertThat(sent()).containsExactly("3: DescribeNode[client=0, question=1, epoch=7, id=300]");

        configure(machine, WITHOUT_RANK_1);

        assertThat(sent()).containsExactly("3: DescribeNode[client=0, question=2, epoch=8, id=300]");
        tellFrom(3, machine, described(1, load(300, 3, 1), 200));
        assertThat(results).isEmpty();
        tellFrom(3, machine, described(2, load(300, 3, 1), 200));
        assertThat(results).containsExactly("node 1 300");
    }

    @Test
    void aNodeThatIsGoneFromTheCircleBeforeItHasAnsweredIsNone() {
        CommandFront machine = machine(TWO_COPIES, true, "NODE 100");
        idleUntilQuiet(machine);

        configure(machine, WITHOUT_RANK_1);

        assertThat(results).containsExactly("no node 1 100");
    }

    @Test
    void replicasAsksEveryCopyAndTellsOfThemInTheOrderOfTheChain() {
        Configuration filling = withFirstRegion(
                region -> new Region(region.arc(), region.serving(), List.of(new Replica(300, 3, 1)), false, true));
        CommandFront machine = machine(filling, true, "REPLICAS 50");
        idleUntilQuiet(machine);
        assertThat(sent()).hasSize(3).allMatch(sent -> sent.matches("[123]: DescribeCopy.*position=50.*"));

        tellFrom(3, machine, new CopyDescribed(CLIENT, 1, false, 0, 0));
        tellFrom(1, machine, new CopyDescribed(CLIENT, 1, true, 5, -9));
        assertThat(results).isEmpty();
        tellFrom(2, machine, new CopyDescribed(CLIENT, 1, true, 5, -9));

        assertThat(results).containsExactly("copies 1 [100@1 FIRST 5 B -9, 200@2 LAST 5 B -9, 300@3 FILLING absent]");
    }

    @Test
    void replicasIsAskedAgainWhenAConfigurationComesAndTellsOfTheNewCopies() {
        CommandFront machine = machine(TWO_COPIES, true, "REPLICAS 250");
        idleUntilQuiet(machine);
        tellFrom(3, machine, new CopyDescribed(CLIENT, 1, true, 5, 1));
        sent();

        configure(machine, WITHOUT_RANK_1);

        assertThat(sent()).hasSize(2).allMatch(sent -> sent.matches("[23]: DescribeCopy.*epoch=8.*"));
        tellFrom(3, machine, new CopyDescribed(CLIENT, 2, true, 5, 1));
        tellFrom(1, machine, new CopyDescribed(CLIENT, 1, true, 5, 1));
        tellFrom(2, machine, new CopyDescribed(CLIENT, 2, true, 5, 1));
        assertThat(results).containsExactly("copies 1 [300@3 FIRST 5 B 1, 200@2 LAST 5 B 1]");
    }

    @Test
    void aKeyWhoseCopiesAreLostHasNone() {
        CommandFront machine = machine(withFirstRegion(CommandFrontCopiesTest::lost), true, "REPLICAS 50");

        idleUntilQuiet(machine);

        assertThat(sent()).isEmpty();
        assertThat(results).containsExactly("copies 1 []");
    }

    @Test
    void aNodeWithoutAReplicaWithinReachIsToldWithoutAsking() {
        Configuration lost =
                withFirstRegion(region -> new Region(region.arc(), region.serving(), List.of(), false, false));
        CommandFront machine = machine(lost, true, "NODE 100");
        idleUntilQuiet(machine);

        assertThat(sent()).isEmpty();
        assertThat(results).containsExactly("node 1 100");
    }

    @Test
    void aQuestionThatNobodyAnswersFailsAndAnAnswerThatComesLaterIsIgnored() {
        CommandFront machine = machine(TWO_COPIES, false, "NODE 300", "GET 50");
        idleUntilQuiet(machine);
        long now = 0;
        while (results.isEmpty() && now < 3 * PATIENCE_MICROS) {
            now += PATIENCE_MICROS / 8;
            machine.onTimer(now, outbox);
            machine.onIdle(now, outbox);
        }
        tellFrom(3, machine, described(1, load(300, 3, 1), 200));

        assertThat(now).isBetween(PATIENCE_MICROS, 2 * PATIENCE_MICROS);
        assertThat(results).containsExactly("unanswered 1 Node[id=300]");
    }

    /** Giving up takes a number as well, which nobody is asked with. */
    @Test
    void anAnswerToAQuestionThatWasGivenUpIsNotTakenForTheAnswerToTheNext() {
        CommandFront machine = machine(TWO_COPIES, false, "FLOOD", "FLOOD", "NODE 300", "NODE 200", "REPLICAS 50");
        idleUntilQuiet(machine);
        long now = giveUp(machine, 0);

        tellFrom(1, machine, sought(1, 11));
        assertThat(results).hasSize(1);
        tellFrom(1, machine, sought(3, 22));
        idleUntilQuiet(machine);
        now = giveUp(machine, now);
        tellFrom(3, machine, described(4, load(300, 3, 1), 200));
        tellFrom(2, machine, described(6, load(200, 2, 1), 100));
        idleUntilQuiet(machine);
        giveUp(machine, now);

        assertThat(results.get(0)).startsWith("unanswered 1 Search");
        assertThat(results.subList(1, 4))
                .containsExactly("searched 2 22 nodes", "unanswered 3 Node[id=300]", "node 4 200");
        assertThat(results.get(4)).startsWith("unanswered 5 Replicas");
    }

    private static Sought sought(long question, int nodes) {
        SearchTally tally = new SearchTally(nodes, 0, 0, 0, 0, Optional.empty());
        return new Sought(CLIENT, question, 1, nodes, tally);
    }

    /** Lets time pass until there is one result more, and the next command is asked; tells when that is. */
    private long giveUp(CommandFront machine, long beginMicros) {
        int before = results.size();
        long now = beginMicros;
        while (results.size() == before && now < beginMicros + 3 * PATIENCE_MICROS) {
            now += PATIENCE_MICROS / 8;
            machine.onTimer(now, outbox);
            machine.onIdle(now, outbox);
        }
        idleUntilQuiet(machine);
        return now;
    }

    /** They have the same number, because a question uses none up. */
    @Test
    void aRequestBehindAQuestionThatNobodyAnswersIsWaitedForFromItsOwnBeginningOn() {
        CommandFront machine = machine(TWO_COPIES, false, "NODE 300", "NODE 300", "GET 50");
        idleUntilQuiet(machine);
        long now = 0;
        long[] failedAt = new long[3];
        while (results.size() < 3 && now < 7 * PATIENCE_MICROS) {
            now += PATIENCE_MICROS / 8;
            int before = results.size();
            machine.onTimer(now, outbox);
            machine.onIdle(now, outbox);
            if (results.size() > before) {
                failedAt[before] = now;
            }
        }

        assertThat(results).containsExactly("unanswered 1 Node[id=300]", "unanswered 2 Node[id=300]", "failed 3");
        assertThat(failedAt[1] - failedAt[0]).isBetween(PATIENCE_MICROS, 2 * PATIENCE_MICROS);
        assertThat(failedAt[2] - failedAt[1]).isBetween(PATIENCE_MICROS, 2 * PATIENCE_MICROS);
    }

    @Test
    void requestsThatNobodyAnswersFailAfterAWhileAndThoseBehindThemLater() {
        CommandFront machine = machine(TWO_COPIES, false, "GET 50", "GET 150");
        idleUntilQuiet(machine);
        long now = 0;
        while (results.size() < 2 && now < 3 * PATIENCE_MICROS) {
            now += PATIENCE_MICROS / 8;
            machine.onTimer(now, outbox);
            machine.onIdle(now, outbox);
        }

        assertThat(now).isBetween(PATIENCE_MICROS, 2 * PATIENCE_MICROS);
        assertThat(results).containsExactly("failed 1", "failed 2");
    }

    /** The request may wait for the credit of the other one's answer, which is here. */
    @Test
    void noTimeCountsWhileTheSinkTakesNothingAndARankIsOutOfCredit() {
        CommandFront machine = machine(TWO_COPIES, false, "GET 50", "GET 50");
        idleUntilQuiet(machine);
        ready = false;
        ReplyBatch batch = new ReplyBatch(CLIENT);
        batch.address(TWO_COPIES.epoch());
        byte[] value = new byte[(int) FlowLimits.ofWindow(1).creditBytes()];
        batch.add(Answer.FOUND, 1, 0, 100, value, 0, value.length);
        machine.onMessage(0, 1, batch.bytes(), 0, batch.length(), outbox);
        long now = 0;
        while (now < 3 * PATIENCE_MICROS) {
            now += PATIENCE_MICROS / 8;
            machine.onTimer(now, outbox);
            machine.onIdle(now, outbox);
        }

        ready = true;
        replyOf(TWO_COPIES.epoch(), machine, 1);
        assertThat(results).containsExactly("answered 1", "answered 2");
    }
}
