package mpjdht.sim.grid;

import mpjdht.node.Grid;
import mpjdht.node.StateMachine;
import mpjdht.node.client.Client;
import mpjdht.node.client.CommandFront;
import mpjdht.node.head.HeadMachine;
import mpjdht.node.overlay.Overlay;
import mpjdht.node.storage.StorageMachine;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.store.NodeTable;

/** Makes the machines of a simulated grid. Those of the product; a test puts a wrong one in the place of one of them. */
public class GridParts {

    /** How nodes come and go, and requests find them. */
    public Overlay overlay(GridPlan plan) {
        return plan.overlay();
    }

    /** The head of a grid with so many clients. */
    public StateMachine head(GridPlan plan, RingView view, int clients) {
        return new HeadMachine(
                plan.grid(), plan.spaces().apply(Grid.HEAD), view, overlay(plan), plan.maxNodes(), clients);
    }

    /** A storage rank. */
    public StateMachine storage(GridPlan plan, RingView view, int rank) {
        KeySpace space = plan.spaces().apply(rank);
        return new StorageMachine(
                plan.grid(),
                rank,
                space,
                view,
                plan.limits(),
                overlay(plan),
                () -> new NodeTable(space, plan.segmentSlots()));
    }

    /** A client, with a number on its rank. */
    public Client client(GridPlan plan, RingView view, int rank, int number, GridClient client) {
        return new CommandFront(
                plan.grid(),
                rank,
                number,
                view,
                overlay(plan),
                client.source(),
                client.sink(),
                plan.limits(),
                plan.stopOnError());
    }
}
