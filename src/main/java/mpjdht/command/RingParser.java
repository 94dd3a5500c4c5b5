package mpjdht.command;

/** Parses the arguments of the verbs that are about a node: ADD, REMOVE and NODE. */
final class RingParser {
    private final LineArguments arguments;
    private final PlaceArguments places;

    RingParser(LineArguments arguments, PlaceArguments places) {
        this.arguments = arguments;
        this.places = places;
    }

    LineSyntax.Result add() {
        int rankAt = arguments.at();
        int rankEnd = arguments.takeWord();
        int idAt = arguments.at();
        int idEnd = arguments.takeWord();
        if (rankAt == rankEnd) {
            return arguments.missing("rank");
        }
        if (!arguments.isAtEnd()) {
            return arguments.extra();
        }
        if (!places.isNumber(rankAt, rankEnd)) {
            return places.rankNotANumber(rankAt, rankEnd);
        }
        boolean hasId = idAt < idEnd;
        if (hasId && !places.isNumber(idAt, idEnd)) {
            return places.idNotANumber(idAt, idEnd);
        }
        LineSyntax.Result result = places.setRank(rankAt, rankEnd);
        return hasId && result == LineSyntax.Result.COMMAND ? places.setId(idAt, idEnd) : result;
    }

    /** The verb is about a node, which its id names. */
    LineSyntax.Result node() {
        int idAt = arguments.at();
        int idEnd = arguments.takeWord();
        if (idAt == idEnd) {
            return arguments.missing("id");
        }
        if (!arguments.isAtEnd()) {
            return arguments.extra();
        }
        return places.isNumber(idAt, idEnd) ? places.setId(idAt, idEnd) : places.idNotANumber(idAt, idEnd);
    }
}
