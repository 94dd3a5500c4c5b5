package mpjdht.command;

import mpjdht.command.CommandError.Kind;
import mpjdht.command.CommandError.Reason;

/** Ranks and ids among the arguments of a line. Whether one is a number tells if the line can be read; whether it names anything, if the command fails. */
final class PlaceArguments {
    private final LineArguments arguments;
    private final Limits limits;
    private final Command command;
    private final Decimal decimal = new Decimal();

    PlaceArguments(LineArguments arguments, Limits limits, Command command) {
        this.arguments = arguments;
        this.limits = limits;
        this.command = command;
    }

    boolean isNumber(int from, int to) {
        return decimal.read(command.keyBytes(), from, to);
    }

    LineSyntax.Result rankNotANumber(int from, int to) {
        return arguments.fail(from, ErrorTexts.rankNotANumber(preview(from, to), limits));
    }

    LineSyntax.Result idNotANumber(int from, int to) {
        return arguments.fail(from, ErrorTexts.idNotANumber(preview(from, to), limits));
    }

    /** The command is about a storage rank, a number that stands there. */
    LineSyntax.Result setRank(int from, int to) {
        decimal.read(command.keyBytes(), from, to);
        long rank = decimal.value();
        if (decimal.overflow() || rank < 1 || Long.compareUnsigned(rank, limits.storageRanks()) > 0) {
            return arguments.fail(Kind.COMMAND_FAILED, from, ErrorTexts.rankOutside(preview(from, to), limits));
        }
        command.setRank((int) rank, arguments.column(from));
        return LineSyntax.Result.COMMAND;
    }

    /** The command is about a node, whose id is a number that stands there. */
    LineSyntax.Result setId(int from, int to) {
        decimal.read(command.keyBytes(), from, to);
        if (decimal.overflow() || !limits.isOnCircle(decimal.value())) {
            return arguments.fail(Reason.NO_SUCH_NODE, from, ErrorTexts.idOutside(preview(from, to), limits));
        }
        command.setId(decimal.value(), arguments.column(from));
        return LineSyntax.Result.COMMAND;
    }

    private String preview(int from, int to) {
        return Preview.of(command.keyBytes(), from, to);
    }
}
