package mpjdht.runtime;

import java.util.function.Consumer;
import java.util.function.IntSupplier;
import mpjdht.command.CommandError;
import mpjdht.command.Verb;
import mpjdht.message.Answer;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.MembershipOutcome;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestCursor;

/** Tells of the commands of a {@link Script} that have failed, each with its place. */
final class FailedCommands {
    private final Script script;
    private final IntSupplier column;
    private final ResultPrinter.Bounds bounds;
    private final Consumer<CommandError> errors;

    /**
     * Tells of failures.
     *
     * @param column of the argument that the failure is about which is told next
     * @param bounds what the grid keeps to
     * @param errors is told
     */
    FailedCommands(Script script, IntSupplier column, ResultPrinter.Bounds bounds, Consumer<CommandError> errors) {
        this.script = script;
        this.column = column;
        this.bounds = bounds;
        this.errors = errors;
    }

    private String file(long location) {
        return script.file(location);
    }

    /** A request that came to nothing. */
    void request(long location, Verb verb, RequestCursor request, ReplyCursor reply) {
        long line = Script.line(location);
        if (verb == Verb.KEYS) {
            errors.accept(CommandError.keysOutOfReach(file(location), line));
            return;
        }
        errors.accept(
                switch (reply.outcome()) {
                    case Answer.NOT_A_NUMBER -> CommandError.notANumber(file(location), line, request, reply);
                    case Answer.OUT_OF_RANGE -> CommandError.outOfRange(file(location), line, request, reply);
                    default ->
                        CommandError.notCarriedOut(
                                reply.outcome(),
                                verb,
                                request,
                                bounds.leastOption() + " " + bounds.leastCopies(),
                                file(location),
                                line);
                });
    }

    /**
     * An ADD or a REMOVE that was refused.
     *
     * @param rank the one on which a node was to join
     */
    void change(long location, int rank, MembershipChanged result) {
        long line = Script.line(location);
        errors.accept(
                result.outcome() == MembershipOutcome.RANK_SILENT
                        ? CommandError.rankSilent(file(location), line, column.getAsInt(), rank)
                        : CommandError.refused(
                                result.outcome(),
                                result.id(),
                                bounds.maxNodes(),
                                file(location),
                                line,
                                column.getAsInt()));
    }

    /** A fault that could not be played on a rank. */
    void fault(long location, Verb verb, int rank) {
        errors.accept(CommandError.notPlayed(verb, file(location), Script.line(location), column.getAsInt(), rank));
    }

    /** A SYNC after which copies still differed. */
    void synchronisation(long location, int rounds) {
        errors.accept(CommandError.notEqual(file(location), Script.line(location), column.getAsInt(), rounds));
    }

    /** Nobody has answered. */
    void unanswered(long location) {
        errors.accept(CommandError.unanswered(file(location), Script.line(location), column.getAsInt()));
    }

    /** There is no node with that id. */
    void noSuchNode(long location, long id) {
        errors.accept(CommandError.noSuchNode(file(location), Script.line(location), column.getAsInt(), id));
    }
}
