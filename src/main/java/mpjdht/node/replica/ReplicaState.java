package mpjdht.node.replica;

import java.util.Optional;
import java.util.function.Supplier;
import mpjdht.ring.Arc;
import mpjdht.store.NodeTable;

/** What the replicas of one rank have: their keys, what they remember of commands, their roles, and what they have told others. */
final class ReplicaState {
    final ChainRules rules;
    final NodeTable table;
    final AnsweredCommands answered;
    final ChainStreams streams;
    final DoneWrites done;
    final WriteAhead disk;

    /** The client whose run can be resumed, if any can. */
    Optional<ResumableClient> resumable = Optional.empty();

    Roles roles;

    /**
     * Nothing yet.
     *
     * @param ranks number of ranks
     * @param window most commands of a client under way
     * @param keeping what of what is done is written down
     */
    ReplicaState(ChainRules rules, Supplier<NodeTable> tables, int ranks, int window, Roles roles, Keeping keeping) {
        this.rules = rules;
        this.table = tables.get();
        this.answered = new AnsweredCommands(window);
        this.streams = new ChainStreams(ranks, roles);
        this.done = new DoneWrites(roles);
        this.roles = roles;
        this.disk = new WriteAhead(keeping.isKept());
    }

    /**
     * Gives up the keys of an arc, and with them what is remembered of commands on these: what was done by a replica that others
     * have gone on without has never been.
     */
    void drop(Arc arc) {
        answered.forget(arc);
        table.detach(arc).releaseAll();
    }
}
