package mpjdht.sim.grid;

import mpjdht.message.SearchKind;
import mpjdht.message.SearchMessage;
import mpjdht.node.Grid;
import mpjdht.node.StateMachine;
import mpjdht.node.client.Client;
import mpjdht.node.client.CommandFront;
import mpjdht.node.client.GridAccess;
import mpjdht.node.eventual.EventualMachine;
import mpjdht.node.eventual.EventualRules;
import mpjdht.node.flood.OverlayGraphs;
import mpjdht.node.flood.SearchSettings;
import mpjdht.node.flood.SearchingRank;
import mpjdht.node.flood.UsualSearch;
import mpjdht.node.head.HeadMachine;
import mpjdht.node.head.MembershipRules;
import mpjdht.node.overlay.Overlay;
import mpjdht.node.replica.ChainRules;
import mpjdht.node.replica.ConfigurationMaster;
import mpjdht.node.replica.Keeping;
import mpjdht.node.replica.MortalReplica;
import mpjdht.node.replica.ReplicaMachine;
import mpjdht.node.storage.StorageMachine;
import mpjdht.ring.Configuration;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.sim.SeededRandom;
import mpjdht.store.NodeTable;

/** Makes the machines of a simulated grid. Those of the product; a test puts a wrong one in the place of one of them. */
public class GridParts {
    /** Mean number of neighbours where keys are searched for. */
    private static final int DEGREE = 3;

    /** The decisions on which copies hang. */
    public ChainRules chainRules() {
        return new ChainRules();
    }

    /** The decisions on which copies hang that become equal in the end. */
    public EventualRules eventualRules() {
        return new EventualRules();
    }

    /** How nodes come and go, and requests find them. */
    public Overlay overlay(GridPlan plan) {
        return plan.overlay();
    }

    /** The head of a grid with so many clients. */
    public StateMachine head(GridPlan plan, RingView view, int clients) {
        if (plan.copies().isPresent() && plan.copies().get().eventual().isPresent()) {
            return HeadMachine.ofLifeAlone(plan.grid(), clients);
        }
        if (plan.copies().isPresent()) {
            Copies copies = plan.copies().get();
            ConfigurationMaster master = new ConfigurationMaster(
                    plan.grid(),
                    new MembershipRules(plan.spaces().apply(Grid.HEAD), plan.maxNodes()),
                    copies.placement(),
                    copies.detection(),
                    chainRules(),
                    overlay(plan),
                    Configuration.initial(view, copies.placement()),
                    false);
            return new HeadMachine(plan.grid(), master, overlay(plan).routing(), clients);
        }
        return new HeadMachine(
                plan.grid(), plan.spaces().apply(Grid.HEAD), view, overlay(plan), plan.maxNodes(), clients);
    }

    /** A storage rank. */
    public StateMachine storage(GridPlan plan, RingView view, int rank) {
        KeySpace space = plan.spaces().apply(rank);
        if (plan.copies().isPresent()) {
            Copies copies = plan.copies().get();
            return copies.eventual().isPresent()
                    ? new MortalReplica<>(life -> eventual(plan, view, rank, life, copies))
                    : new MortalReplica<>(life -> replica(plan, view, rank, life, copies));
        }
        StorageMachine machine = new StorageMachine(
                plan.grid(),
                rank,
                space,
                view,
                plan.limits(),
                overlay(plan),
                () -> new NodeTable(space, plan.segmentSlots()));
        return overlay(plan).routing().searchesReads() ? searching(plan, rank, machine) : machine;
    }

    private static SearchingRank searching(GridPlan plan, int rank, StorageMachine machine) {
        return new SearchingRank(
                plan.grid().size(),
                rank,
                0,
                machine,
                machine.searched(),
                new OverlayGraphs(false, DEGREE, seed -> new SeededRandom(seed)::nextInt),
                new UsualSearch(SearchKind.FLOOD, SearchMessage.EVERYBODY, SearchSettings.certain(1)),
                true);
    }

    /** A storage rank that keeps copies, in one of its lives. */
    public ReplicaMachine replica(GridPlan plan, RingView view, int rank, int life, Copies copies) {
        KeySpace space = plan.spaces().apply(rank);
        // Who begins anew knows of no configuration that could be in force.
        RingView known = life == 0 ? view : view.atEpoch(view.epoch() - 1);
        return new ReplicaMachine(
                plan.grid(),
                rank,
                life,
                Configuration.initial(known, copies.placement()),
                plan.limits(),
                copies.least(),
                copies.detection(),
                chainRules(),
                overlay(plan).host(rank, space),
                () -> new NodeTable(space, plan.segmentSlots()),
                Keeping.NOTHING);
    }

    /** A storage rank whose copies become equal in the end, in one of its lives. */
    public EventualMachine eventual(GridPlan plan, RingView view, int rank, int life, Copies copies) {
        EventualCopies eventual = copies.eventual().orElseThrow();
        SeededRandom chance = new SeededRandom(rank + ((long) life << Integer.SIZE));
        return new EventualMachine(
                plan.grid(),
                rank,
                life,
                view,
                plan.limits(),
                plan.spaces().apply(rank),
                plan.maxNodes(),
                eventual.settings(copies, plan.segmentSlots()),
                eventualRules(),
                eventual.routing()
                        .pointers(
                                rank,
                                life,
                                view,
                                plan.spaces().apply(rank),
                                eventual.successors(),
                                copies.timeoutMicros()),
                chance::nextInt);
    }

    /** A client, with a number on its rank. */
    public Client client(GridPlan plan, RingView view, int rank, int number, GridClient client) {
        return new CommandFront(access(plan, view, rank, number), client.source(), client.sink(), plan.stopOnError());
    }

    private GridAccess access(GridPlan plan, RingView view, int rank, int number) {
        Overlay overlay = overlay(plan);
        if (plan.copies().isEmpty()) {
            return GridAccess.plain(plan.grid(), rank, number, view, overlay, plan.limits());
        }
        Copies copies = plan.copies().get();
        return copies.eventual()
                .map(eventual -> GridAccess.eventual(
                        plan.grid(),
                        rank,
                        number,
                        overlay,
                        plan.limits(),
                        copies.timeoutMicros(),
                        eventual.conflicts()))
                .orElseGet(() -> GridAccess.replicated(
                        plan.grid(),
                        rank,
                        number,
                        Configuration.initial(view, copies.placement()),
                        overlay,
                        plan.limits(),
                        copies.patienceMicros()));
    }
}
