package mpjdht.sim.grid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mpjdht.node.Grid;
import mpjdht.node.eventual.EventualMachine;
import mpjdht.node.storage.StorageMachine;
import mpjdht.ring.Configuration;
import mpjdht.ring.Region;
import mpjdht.ring.RingView;
import mpjdht.sim.Observer;
import mpjdht.sim.record.RunRecord;
import mpjdht.store.NodeTable;

/**
 * Keeps a record of a world: the ring as the command rank knows it, or without a head the lowest rank that is alive; keys where there is one table for each node, chains where there are
 * some, faults, and what clients ask and hear. It looks on, and changes nothing.
 */
final class WorldRecorder implements Observer {
    private final SimulatedGrid grid;
    private final RunRecord record;
    private final boolean hasTables;
    private final boolean hasChains;
    private final boolean isEventual;
    private final Map<Long, Long> keys = new TreeMap<>();
    private final Map<Long, Region> chains = new TreeMap<>();
    private RingView view;
    private Configuration configuration;

    /** Begins with the ring of a plan, before the grid starts. */
    WorldRecorder(SimulatedGrid grid, WorldPlan plan, Recorder clients) {
        this.grid = grid;
        this.view = plan.grid().view();
        this.hasTables = plan.copies().isEmpty();
        this.isEventual = plan.copies().flatMap(Copies::eventual).isPresent();
        this.hasChains = !hasTables && !isEventual;
        this.record = new RunRecord(about(plan), plan.faults());
        for (int i = 0; i < view.size(); i++) {
            record.node(view.id(i), view.rank(i), 0);
        }
        clients.tell(record);
        grid.simulation().observe(this);
    }

    private static Map<String, Object> about(WorldPlan plan) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("kind", plan.copies().isPresent() ? "grid with copies" : "grid");
        about.put("seed", plan.seed());
        about.put("plan", plan.toString());
        about.put("highest_id", Long.toUnsignedString(plan.space().highestId()));
        return about;
    }

    RunRecord record() {
        return record;
    }

    @Override
    public void changed(int rank) {
        if (isEventual) {
            knownToLowestRank().filter(ring -> ring != view).ifPresent(this::ringIs);
        } else if (rank == grid.grid().command()) {
            if (grid.view() != view) {
                ringIs(grid.view());
            }
        } else if (rank == Grid.HEAD && hasChains) {
            lookAtChains();
        } else if (rank != Grid.HEAD && hasTables) {
            lookAtTables(rank);
        }
    }

    /** Where there is no head every rank has a ring of its own. */
    private Optional<RingView> knownToLowestRank() {
        for (int rank = 1; rank < grid.grid().command(); rank++) {
            EventualMachine machine = grid.simulation().up(rank) ? grid.eventual(rank) : null;
            if (machine != null && machine.ring().isPresent()) {
                return machine.ring();
            }
        }
        return Optional.empty();
    }

    private void ringIs(RingView now) {
        long micros = grid.simulation().nowMicros();
        for (int i = 0; i < view.size(); i++) {
            if (now.indexOf(view.id(i)) < 0) {
                record.left(micros, view.id(i), view.rank(i), false);
                chains.remove(view.id(i));
            }
        }
        for (int i = 0; i < now.size(); i++) {
            int before = view.indexOf(now.id(i));
            if (before < 0 || view.rank(before) != now.rank(i)) {
                record.joined(micros, now.id(i), now.rank(i), keys.getOrDefault(now.id(i), 0L));
            }
        }
        view = now;
        if (hasChains) {
            configuration = null;
            lookAtChains();
        }
    }

    private void lookAtTables(int rank) {
        StorageMachine storage = grid.storage(rank);
        for (int i = 0; storage != null && i < view.size(); i++) {
            long id = view.id(i);
            NodeTable table = view.rank(i) == rank ? storage.table(id) : null;
            if (table != null && table.keys() != keys.getOrDefault(id, 0L)) {
                keys.put(id, table.keys());
                record.keys(grid.simulation().nowMicros(), id, table.keys());
            }
        }
    }

    private void lookAtChains() {
        Configuration now = grid.master().current();
        if (now == configuration) {
            return;
        }
        configuration = now;
        for (int i = 0; i < view.size(); i++) {
            Region region = now.region(view.id(i));
            Region before = chains.put(view.id(i), region);
            if (before == null
                    || !before.line().equals(region.line())
                    || before.isAvailable() != region.isAvailable()
                    || before.serving().size() != region.serving().size()) {
                record.copies(grid.simulation().nowMicros(), view.id(i), region.isAvailable(), replicas(region));
            }
        }
    }

    private static List<Object> replicas(Region region) {
        List<Object> replicas = new ArrayList<>();
        for (int place = 0; place < region.line().size(); place++) {
            Map<String, Object> replica = new LinkedHashMap<>();
            replica.put("node", Long.toUnsignedString(region.at(place).id()));
            replica.put("rank", region.at(place).rank());
            replica.put("role", region.role(place).name().toLowerCase(Locale.ROOT));
            replicas.add(replica);
        }
        return replicas;
    }
}
