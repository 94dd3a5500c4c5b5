package mpjdht.node.replica;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import mpjdht.message.ConfigurationCodec;
import mpjdht.message.HeadMessage.AddNode;
import mpjdht.message.HeadMessage.AwaitReturn;
import mpjdht.message.HeadMessage.Drained;
import mpjdht.message.HeadMessage.Filled;
import mpjdht.message.HeadMessage.Heartbeat;
import mpjdht.message.HeadMessage.RemoveNode;
import mpjdht.message.HeadMessage.Unreachable;
import mpjdht.message.MembershipOutcome;
import mpjdht.metric.Figure;
import mpjdht.node.Detection;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.head.Authority;
import mpjdht.node.head.MembershipRules;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.Configuration;
import mpjdht.ring.Placement;
import mpjdht.ring.Region;
import mpjdht.ring.Replica;
import mpjdht.ring.RingView;

/**
 * Who is on the circle and where the copies are, decided in one place: the head. Whatever happens to the nodes, the same three steps
 * lead to the ring as it should be with its copies where {@link Placement} says:
 *
 * <pre>
 *   FILLING --every replica that was missing is whole--> DRAINING --the replicas of what changes are equal--> SETTLED
 * </pre>
 *
 * <p>A crash shortens the chains at once, and then goes the same way. What is closed for draining is open again a moment later.
 */
public final class ConfigurationMaster implements Authority {
    private enum Phase {
        SETTLED,
        FILLING,
        DRAINING
    }

    private final Grid grid;
    private final boolean isKept;
    private final MembershipRules membership;
    private final ChainRules rules;
    private final Overlay overlay;
    private final Placement placement;
    private final ArrayDeque<AskedChange> queue = new ArrayDeque<>();
    private final Census census;
    private final Complaints complaints;
    private final Returns returns = new Returns();
    private final Repairs repairs = new Repairs();
    private final FilledReplicas filled = new FilledReplicas();
    private final Set<Long> drained = new HashSet<>();
    private Configuration current;
    private RingView desired;
    private Phase phase = Phase.SETTLED;
    private AskedChange underWay;

    /**
     * The master of a grid.
     *
     * @param membership which nodes may join and leave
     * @param placement where copies belong
     * @param detection how a dead rank is told from a living one
     * @param rules decide
     * @param overlay how requests find their owners
     * @param initial the configuration at start, whose nodes are in their first life
     * @param isKept whether what it decides is written down, before anybody hears of it ({@link Outbox#persist})
     */
    public ConfigurationMaster(
            Grid grid,
            MembershipRules membership,
            Placement placement,
            Detection detection,
            ChainRules rules,
            Overlay overlay,
            Configuration initial,
            boolean isKept) {
        this.isKept = isKept;
        this.grid = grid;
        this.membership = membership;
        this.rules = rules;
        this.overlay = overlay;
        this.placement = placement;
        this.current = initial;
        this.desired = initial.ring();
        this.complaints = new Complaints(detection);
        this.census = new Census(grid, detection, desired);
    }

    /** The configuration in force. */
    public Configuration current() {
        return current;
    }

    @Override
    public void onIdle(long nowMicros, Outbox outbox) {
        census.begin(nowMicros, outbox);
    }

    @Override
    public void onTimer(long nowMicros, long timer, Outbox outbox) {
        List<Replica> dead = census.look(nowMicros, outbox);
        if (!dead.isEmpty()) {
            lost(dead, outbox);
        }
        complaints.decide(nowMicros, this::isDispensable).ifPresent(rank -> lost(census.aliveOn(rank), outbox));
    }

    @Override
    public void unreachable(long nowMicros, int from, Unreachable report, Outbox outbox) {
        if (report.epoch() == current.epoch()) {
            complaints.add(nowMicros, from, report.rank());
        }
    }

    /** Whether nothing would be out of reach without a rank. */
    private boolean isDispensable(int rank) {
        return !census.aliveOn(rank).isEmpty()
                && current.regions().stream()
                        .noneMatch(region -> region.isAvailable()
                                && region.serving().size() == 1
                                && region.first().rank() == rank);
    }

    @Override
    public void heartbeat(long nowMicros, int from, Heartbeat report, Outbox outbox) {
        if (census.hear(nowMicros, from, report, outbox)) {
            if (census.beginsAnew(from, report.life())) {
                returns.begin(from);
                forget(from, outbox);
            }
            if (!report.stopped() && !complaints.isBanned(nowMicros, from)) {
                comeBack(from, outbox);
            }
            // Where no copy has changed its place nobody else says so.
            reportReturns(outbox);
        }
    }

    /** A rank has begun anew: what its replicas had is gone. */
    private void forget(int rank, Outbox outbox) {
        List<Replica> dead = census.aliveOn(rank);
        if (!dead.isEmpty()) {
            lost(dead, outbox);
        }
        List<Region> regions = changed(region -> {
            List<Replica> serving = new ArrayList<>(region.serving());
            serving.removeIf(
                    replica -> replica.rank() == rank && !rules.isTheSame(replica, census.present(replica.id(), rank)));
            return new Region(region.arc(), serving, region.filling(), region.closed(), region.reachable());
        });
        announce(current.ring(), regions, outbox);
    }

    /** A rank that was taken to be dead is alive: its nodes join again, and what only they have is within reach. */
    private void comeBack(int rank, Outbox outbox) {
        List<Replica> back = census.comeBack(rank);
        if (back.isEmpty()) {
            return;
        }
        for (Replica replica : back) {
            if (desired.indexOf(replica.id()) < 0) {
                desired = desired.join(replica.id(), rank);
            }
        }
        desired = census.living(desired);
        List<Region> regions = changed(region -> {
            if (region.reachable()) {
                return region;
            }
            List<Replica> within = region.serving().stream()
                    .filter(replica ->
                            census.alive(replica.id()) != null && rules.isTheSame(replica, census.alive(replica.id())))
                    .map(replica -> census.alive(replica.id()))
                    .toList();
            return within.isEmpty() ? region : Region.of(region.arc(), within);
        });
        announce(current.ring(), regions, outbox);
        plan(outbox);
    }

    /** Whether a rank is taken to be alive. */
    public boolean isAlive(int rank) {
        return census.isAlive(rank);
    }

    /** Whether every copy is where it should be, and nothing is asked for. */
    public boolean isSettled() {
        return phase == Phase.SETTLED && queue.isEmpty();
    }

    @Override
    public RingView view(long epoch) {
        return epoch == current.epoch() ? overlay.way(current) : null;
    }

    @Override
    public void add(int from, AddNode request, Outbox outbox) {
        queue.add(AskedChange.joining(from, request));
        takeNext(outbox);
    }

    @Override
    public void remove(int from, RemoveNode request, Outbox outbox) {
        queue.add(AskedChange.leaving(from, request));
        takeNext(outbox);
    }

    @Override
    public void awaitReturn(int from, AwaitReturn request, Outbox outbox) {
        returns.ask(from, request);
        reportReturns(outbox);
    }

    private void reportReturns(Outbox outbox) {
        if (phase == Phase.SETTLED) {
            repairs.report(grid, outbox);
            returns.report(census, outbox);
        }
    }

    private void takeNext(Outbox outbox) {
        reportReturns(outbox);
        while (phase == Phase.SETTLED && !queue.isEmpty()) {
            underWay = queue.remove();
            MembershipOutcome outcome = underWay.decide(membership, census, desired);
            if (outcome == MembershipOutcome.DONE) {
                desired = census.living(underWay.apply(census, desired));
                plan(outbox);
            } else {
                report(outcome, outbox);
            }
        }
    }

    private void report(MembershipOutcome outcome, Outbox outbox) {
        AskedChange over = underWay;
        underWay = null;
        over.report(outcome, outbox);
    }

    /** Makes for the ring as it should be, from where things are. */
    private void plan(Outbox outbox) {
        phase = Phase.FILLING;
        if (census.isEmpty()) {
            phase = Phase.SETTLED;
            if (underWay != null) {
                report(MembershipOutcome.RANK_SILENT, outbox);
            }
            takeNext(outbox);
            return;
        }
        List<Region> regions = new ArrayList<>();
        for (Region region : Regions.cut(current.regions(), desired)) {
            List<Replica> missing = new ArrayList<>();
            if (region.isAvailable()) {
                missing.addAll(target(region));
                missing.removeIf(replica -> ranks(region.serving()).contains(replica.rank()));
            }
            regions.add(new Region(region.arc(), region.serving(), missing, false, region.reachable()));
        }
        announce(census.living(current.ring()), regions, outbox);
        goOn(outbox);
    }

    /** Where the copies of a region should be. */
    private List<Replica> target(Region region) {
        return placement.replicas(desired, desired.ownerIndex(region.arc().last())).stream()
                .map(index -> census.alive(desired.id(index)))
                .toList();
    }

    /** Where replicas are: the nodes of a rank share what it has. */
    private static List<Integer> ranks(List<Replica> replicas) {
        return replicas.stream().map(Replica::rank).toList();
    }

    private void goOn(Outbox outbox) {
        if (phase == Phase.FILLING && current.regions().stream().allMatch(filled::isWhole)) {
            phase = Phase.DRAINING;
            drained.clear();
            announce(
                    current.ring(),
                    changed(region -> new Region(
                            region.arc(),
                            region.serving(),
                            region.filling(),
                            region.isAvailable() && !ranks(region.serving()).equals(ranks(target(region))),
                            region.reachable())),
                    outbox);
        }
        if (phase == Phase.DRAINING
                && current.regions().stream()
                        .allMatch(region -> !region.closed()
                                || drained.contains(region.arc().last()))) {
            phase = Phase.SETTLED;
            List<Region> regions =
                    changed(region -> region.isAvailable() ? Region.of(region.arc(), target(region)) : region);
            if (isKept && underWay != null && underWay.hasSucceeded(desired)) {
                underWay.persist(outbox);
            }
            announce(desired, Regions.merged(regions, desired), outbox);
            census.keepOnly(desired);
            if (underWay != null) {
                report(underWay.hasSucceeded(desired) ? MembershipOutcome.DONE : MembershipOutcome.RANK_SILENT, outbox);
            }
            takeNext(outbox);
        }
    }

    private List<Region> changed(UnaryOperator<Region> change) {
        return current.regions().stream().map(change).toList();
    }

    @Override
    public void filled(int from, Filled report, Outbox outbox) {
        Region region = current.region(report.last());
        int place = region.placeOf(from);
        if (phase == Phase.FILLING
                && place >= region.serving().size()
                && filled.add(report.last(), report.epoch(), region.at(place))) {
            if (underWay != null) {
                underWay.moved(report.keys(), report.bytes());
            } else {
                repairs.copied(report.keys(), report.bytes());
            }
            returns.copied(from, report.keys(), report.bytes());
            goOn(outbox);
        }
    }

    @Override
    public void drained(int from, Drained report, Outbox outbox) {
        if (phase == Phase.DRAINING && report.epoch() == current.epoch()) {
            drained.add(report.last());
            goOn(outbox);
        }
    }

    private void announce(RingView ring, List<Region> regions, Outbox outbox) {
        Configuration before = current;
        if (regions.equals(before.regions()) && ring.hasSameNodes(before.ring())) {
            return;
        }
        long epoch = before.epoch() + 1;
        complaints.clear();
        current = new Configuration(ring.atEpoch(epoch), regions);
        for (Region region : regions) {
            if (!before.fillGoesOn(region)) {
                filled.begin(region.arc().last(), epoch);
            }
        }
        outbox.count(Figure.CHAIN_CONFIGURATIONS, 1);
        outbox.count(Figure.VIEW_CHANGES, ring.hasSameNodes(before.ring()) ? 0 : 1);
        byte[] message = ConfigurationCodec.encode(current);
        if (isKept) {
            outbox.persist(message, 0, message.length);
        }
        for (int rank = 0; rank < grid.size(); rank++) {
            outbox.send(rank, message, 0, message.length);
        }
    }

    /**
     * Replicas are taken to be dead: chains go on without them. Who is the last that has a region is kept in mind, for nobody else has
     * what it has.
     */
    private void lost(List<Replica> dead, Outbox outbox) {
        for (Replica replica : dead) {
            boolean neverCame = underWay != null && underWay.isJoiner(replica.id());
            census.lose(replica, desired.indexOf(replica.id()) >= 0 && !neverCame);
        }
        List<Region> regions = changed(region -> {
            List<Replica> left = new ArrayList<>(region.serving());
            left.removeAll(dead);
            List<Replica> filling = new ArrayList<>(region.filling());
            filling.removeAll(dead);
            boolean anyLeft = !left.isEmpty();
            return new Region(
                    region.arc(),
                    anyLeft ? left : region.serving(),
                    anyLeft ? filling : List.of(),
                    false,
                    anyLeft && region.reachable());
        });
        desired = census.living(desired);
        announce(census.living(current.ring()), regions, outbox);
        plan(outbox);
    }
}
