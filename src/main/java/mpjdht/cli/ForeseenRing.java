package mpjdht.cli;

import mpjdht.command.Command;
import mpjdht.command.CommandError;
import mpjdht.message.MembershipOutcome;
import mpjdht.node.head.MembershipRules;
import mpjdht.ring.RingView;

/** The ring as the commands of a dry run would change it, by the rules of the head. */
final class ForeseenRing {
    private final MembershipRules rules;
    private final int maxNodes;
    private RingView view;

    /** The ring at the start of a run. */
    ForeseenRing(JobGrid job) {
        this.maxNodes = job.settings().maxNodes();
        this.rules = new MembershipRules(job.space(), maxNodes);
        this.view = job.view();
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
            case NODE ->
                view.indexOf(command.id()) < 0
                        ? CommandError.noSuchNode(file, command.line(), command.column(), command.id())
                        : null;
            case PUT, GET, DELETE, CAS, INCR, EXPLAIN, RING, END -> null;
        };
    }

    private CommandError add(Command command, String file) {
        MembershipRules.Decision joining =
                command.hasId() ? rules.joining(view, command.id()) : rules.joiningOnRank(view, command.rank());
        if (joining.outcome() != MembershipOutcome.DONE) {
            return refused(joining.outcome(), joining.id(), command, file);
        }
        view = view.join(joining.id(), command.rank());
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
