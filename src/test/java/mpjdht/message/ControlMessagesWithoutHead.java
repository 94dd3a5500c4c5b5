package mpjdht.message;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mpjdht.message.ClientMessage.Asked;
import mpjdht.message.ClientMessage.HostDescribed;
import mpjdht.message.ClientMessage.LeaderDescribed;
import mpjdht.message.ClientMessage.NodesCounted;
import mpjdht.message.ClientMessage.ReplicaDescribed;
import mpjdht.message.ClientMessage.StillWorking;
import mpjdht.message.ClientMessage.Synchronised;
import mpjdht.message.ComparisonMessage.AllCompared;
import mpjdht.message.ComparisonMessage.ArcDigest;
import mpjdht.message.ComparisonMessage.ArcsCompared;
import mpjdht.message.ComparisonMessage.CompareAll;
import mpjdht.message.ComparisonMessage.CompareArcs;
import mpjdht.message.ComparisonMessage.CompareKeys;
import mpjdht.message.ComparisonMessage.CompareNodes;
import mpjdht.message.ComparisonMessage.DifferencesTaken;
import mpjdht.message.ComparisonMessage.KeyDigest;
import mpjdht.message.ComparisonMessage.KeysCompared;
import mpjdht.message.ComparisonMessage.MadeEqual;
import mpjdht.message.ComparisonMessage.NodeDigest;
import mpjdht.message.ComparisonMessage.NodesCompared;
import mpjdht.message.ComparisonMessage.OtherRing;
import mpjdht.message.MemberMessage.AwaitFilled;
import mpjdht.message.MemberMessage.CountNodes;
import mpjdht.message.MemberMessage.FindHost;
import mpjdht.message.MemberMessage.Join;
import mpjdht.message.MemberMessage.Leave;
import mpjdht.message.MemberMessage.Synchronise;
import mpjdht.message.MemberMessage.TellLeader;
import mpjdht.message.MemberMessage.TellNode;
import mpjdht.message.MemberMessage.TellRing;
import mpjdht.message.PeerMessage.Alive;
import mpjdht.message.PeerMessage.AskResidents;
import mpjdht.message.PeerMessage.Coordinator;
import mpjdht.message.PeerMessage.Election;
import mpjdht.message.PeerMessage.Forget;
import mpjdht.message.PeerMessage.Leadership;
import mpjdht.message.PeerMessage.MayForget;
import mpjdht.message.PeerMessage.Objection;
import mpjdht.message.PeerMessage.Residents;
import mpjdht.message.PeerMessage.RoundOver;
import mpjdht.message.PeerMessage.StartRound;
import mpjdht.message.PeerMessage.Taken;
import mpjdht.ring.Arc;
import mpjdht.ring.NodeRef;
import mpjdht.ring.ReplicaRole;

/** The control plane of a grid on which no head decides about the circle, but for {@link MemberMessage.TellCopy}, which holds an array. */
final class ControlMessagesWithoutHead {
    private ControlMessagesWithoutHead() {}

    static Stream<ControlMessage> all() {
        return Stream.of(
                new Synchronised(11, 1L << 40, true, 3, 1L << 40, 1L << 50),
                new Synchronised(11, 7, false, 100, 0, 0),
                new Asked(11, 1L << 40, List.of()),
                new Asked(11, -3, List.of(1, 70_000)),
                new HostDescribed(11, 1L << 40, 0, List.of()),
                new HostDescribed(11, 4, 3, List.of(-1L, 5L)),
                new ReplicaDescribed(11, 5, new CopyLoad(-1, 2, ReplicaRole.LEADER, true, 1 << 26, -7)),
                new ReplicaDescribed(
                        11,
                        5,
                        new CopyLoad(
                                -1,
                                2,
                                ReplicaRole.FILLING,
                                false,
                                0,
                                0,
                                Optional.of(new KeyVersion(1L << 50, Integer.MIN_VALUE)))),
                new LeaderDescribed(11, 6, new NodeRef(-2, 3), 1L << 40),
                new Alive(1L << 50, 3, 4),
                new AskResidents(-1, 2),
                new Residents(1, 2, 3, 4, List.of()),
                new Residents(1, 2, 3, 4, Collections.nCopies(20, -5L)),
                new Election(7, List.of(-1L, 2L)),
                new Objection(8, List.of(3L)),
                new Coordinator(9, List.of()),
                new Coordinator(9, List.of(new Leadership(-1, -2, 3), new Leadership(4, 5, 6))),
                new Taken(10, 1, 2, -3),
                new StartRound(11, 1L << 40, true),
                new StartRound(11, 2, false),
                new RoundOver(12, 1L << 40, true, -3, 1L << 41, 1L << 42),
                new RoundOver(12, 1, false, 3, 4, 5),
                new CompareAll(1, 2, 70_000, -3, -4, 1L << 40),
                new CompareArcs(1, 2, 70_000, -3, List.of()),
                new CompareArcs(
                        1, 2, 70_000, -3, List.of(new ArcDigest(-4, -5, 6, true), new ArcDigest(7, 8, 9, false))),
                new CompareNodes(1, 2, 70_000, -3, 4, List.of(new NodeDigest(65_535, -5, 6), new NodeDigest(0, 0, 0))),
                new CompareKeys(1, 2, 70_000, -3, 4, List.of(), 5, 6, List.of()),
                new CompareKeys(
                        1,
                        2,
                        70_000,
                        -3,
                        4,
                        List.of(5, 6),
                        7,
                        8,
                        List.of(new KeyDigest(-1, -2, -3), new KeyDigest(4, 5, 6), new KeyDigest(7, 8, 9))),
                new OtherRing(1, -2, 3),
                new AllCompared(1, 2, 70_000, true),
                new AllCompared(1, 2, 70_000, false),
                new ArcsCompared(1, 2, 70_000, List.of(new ArcDigest(-4, -5, 6, true))),
                new NodesCompared(1, 2, 70_000, List.of(new NodeDigest(7, -5, 6))),
                new KeysCompared(1, 2, 70_000, 3, true, List.of(4095, 0)),
                new KeysCompared(1, 2, 70_000, 0, false, List.of()),
                new DifferencesTaken(1, 2, -3),
                new MadeEqual(1, 2, 70_000, -3, List.of(new Arc(-4, 5), new Arc(7, 9))),
                new Join(Origin.of(2, 3), -4, true),
                new Join(Origin.of(2, 3), 0, false),
                new Leave(4, -5),
                new AwaitFilled(4, 5),
                new Synchronise(Origin.of(32_767, 65_535), 1L << 33),
                new FindHost(4, 5, true, -6),
                new FindHost(4, 5, false, 3),
                new TellRing(4, 5, true),
                new TellRing(4, 5, false),
                new TellNode(4, 5, -6, true),
                new TellNode(4, 5, -6, false),
                new TellLeader(4, 5, -6, 7),
                new CountNodes(4, 1L << 40),
                new NodesCounted(11, 1L << 40, 300, 6),
                new StillWorking(11),
                new MayForget(1, -2, List.of(0, 1023)),
                new Forget(1, 2, List.of(), List.of(1L << 50, -1L)));
    }
}
