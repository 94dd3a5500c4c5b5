package mpjdht.cli;

import java.util.HashSet;
import java.util.Set;
import mpjdht.command.Command;
import mpjdht.command.CommandError;
import mpjdht.message.MembershipOutcome;
import mpjdht.node.head.MembershipRules;
import mpjdht.ring.RingView;

/** The ring as the commands of a dry run would change it, by the rules of the head. What a crash does to it nobody can foresee. */
final class ForeseenRing {
    private final MembershipRules rules;
    private final int maxNodes;
    /** Ids of all nodes that have been on the ring, which can recover when they are not on it because of a crash. */
    private final Set<Long> everOnRing = new HashSet<>();

    private RingView view;

    /** The ring at the start of a run. */
    ForeseenRing(JobGrid job) {
        this.maxNodes = job.settings().maxNodes();
        this.rules = new MembershipRules(job.space(), maxNodes);
        this.view = job.view();
        for (int i = 0; i < view.size(); i++) {
            everOnRing.add(view.id(i));
        }
    }

    /**
     * What a command would come to: a change of the ring, or the error that is returned.
     *
     * @param file name of its file
     * @return null when it would not fail
     */
    CommandError run(Command command, String file) {
        return switch (command.verb()) {
            case ADD -> add(command, file);
            case REMOVE -> remove(command, file);
            case NODE -> view.indexOf(command.id()) < 0 ? noSuchNode(command, file) : null;
            case CRASH, PAUSE, DELAY ->
                command.hasId() && view.indexOf(command.id()) < 0 ? noSuchNode(command, file) : null;
            case RECOVER -> command.hasId() && !everOnRing.contains(command.id()) ? noSuchNode(command, file) : null;
            case PUT, GET, DELETE, CAS, INCR, APPEND, EXPLAIN, RING, KEYS, EXPORT, IMPORT -> null;
            case REPLICAS, LEADER, FLOOD, SYNC, METRICS, PARTITION, HEAL, WAIT, END -> null;
        };
    }

    private static CommandError noSuchNode(Command command, String file) {
        return CommandError.noSuchNode(file, command.line(), command.column(), command.id());
    }

    private CommandError add(Command command, String file) {
        MembershipRules.Decision joining =
                command.hasId() ? rules.joining(view, command.id()) : rules.joiningOnRank(view, command.rank());
        if (joining.outcome() != MembershipOutcome.DONE) {
            return refused(joining.outcome(), joining.id(), command, file);
        }
        view = view.join(joining.id(), command.rank());
        everOnRing.add(joining.id());
        return null;
    }

    private CommandError remove(Command command, String file) {
        MembershipOutcome outcome = rules.leaving(view, command.id()).outcome();
        if (outcome != MembershipOutcome.DONE) {
            return refused(outcome, command.id(), command, file);
        }
        view = view.leave(command.id());
        return null;
    }

    private CommandError refused(MembershipOutcome outcome, long id, Command command, String file) {
        return CommandError.refused(outcome, id, maxNodes, file, command.line(), command.column());
    }
}
