package mpjdht.command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mpjdht.command.CommandError.Kind;

/** Parses the arguments of the verbs that play faults, and of WAIT. */
final class FaultParser {
    /** The word that stands before a rank where an id might stand. */
    private static final String RANK = "RANK";

    private final LineArguments arguments;
    private final PlaceArguments places;
    private final Limits limits;
    private final Command command;
    private final Decimal decimal = new Decimal();
    private byte[] bytes;

    /** The sides of a PARTITION, as far as they can be. */
    private final List<List<Integer>> sides = new ArrayList<>();

    /** What is wrong with the first rank of a PARTITION that cannot be; empty while there is none. */
    private String wrongRank = "";

    private int wrongRankAt;

    FaultParser(LineArguments arguments, PlaceArguments places, Limits limits, Command command) {
        this.arguments = arguments;
        this.places = places;
        this.limits = limits;
        this.command = command;
    }

    LineSyntax.Result parse(byte[] line, Verb verb) {
        bytes = line;
        return switch (verb) {
            case CRASH, RECOVER -> ofRank(false);
            case PAUSE, DELAY -> ofRank(true);
            case PARTITION -> partition();
            case HEAL ->
                arguments.finish() == LineSyntax.Result.ERROR ? LineSyntax.Result.ERROR : arguments.requireCopies();
            case WAIT -> waiting();
            default -> throw new IllegalArgumentException(verb + " plays no fault");
        };
    }

    /** A rank, which it names or which hosts the node that it names, and for some verbs a time. */
    private LineSyntax.Result ofRank(boolean takesTime) {
        boolean namesRank = isRankNext();
        if (namesRank) {
            arguments.takeWord();
        }
        int placeAt = arguments.at();
        int placeEnd = arguments.takeWord();
        int millisAt = arguments.at();
        int millisEnd = takesTime ? arguments.takeWord() : millisAt;
        if (placeAt == placeEnd) {
            return arguments.missing(namesRank ? "rank" : "id");
        }
        if (takesTime && millisAt == millisEnd) {
            return arguments.missing("milliseconds");
        }
        if (!arguments.isAtEnd()) {
            return arguments.extra();
        }
        if (!places.isNumber(placeAt, placeEnd)) {
            return namesRank ? places.rankNotANumber(placeAt, placeEnd) : places.idNotANumber(placeAt, placeEnd);
        }
        if ((takesTime && setMillis(millisAt, millisEnd) == LineSyntax.Result.ERROR)
                || arguments.requireCopies() == LineSyntax.Result.ERROR) {
            return LineSyntax.Result.ERROR;
        }
        return namesRank ? places.setRank(placeAt, placeEnd) : places.setId(placeAt, placeEnd);
    }

    private boolean isRankNext() {
        int from = arguments.at();
        int to = Syntax.tokenEnd(bytes, from, arguments.end());
        return to - from == RANK.length()
                && RANK.equalsIgnoreCase(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }

    private LineSyntax.Result waiting() {
        int millisAt = arguments.at();
        int millisEnd = arguments.takeWord();
        if (millisAt == millisEnd) {
            return arguments.missing("milliseconds");
        }
        return arguments.isAtEnd() ? setMillis(millisAt, millisEnd) : arguments.extra();
    }

    private LineSyntax.Result setMillis(int from, int to) {
        if (!decimal.read(bytes, from, to)) {
            return arguments.fail(from, ErrorTexts.millisNotANumber(Preview.of(bytes, from, to)));
        }
        if (decimal.overflow() || Long.compareUnsigned(decimal.value(), Limits.MAX_MILLIS) > 0) {
            return arguments.fail(from, ErrorTexts.millisTooLong(Preview.of(bytes, from, to)));
        }
        command.setMillis(decimal.value());
        return LineSyntax.Result.COMMAND;
    }

    /** Ranks with commas between them, on either side of a bar, with white space behind commas and around the bar. */
    private LineSyntax.Result partition() {
        sides.clear();
        sides.add(new ArrayList<>());
        wrongRank = "";
        while (true) {
            if (readRank() == LineSyntax.Result.ERROR) {
                return LineSyntax.Result.ERROR;
            }
            int at = arguments.at();
            if (at < arguments.end() && bytes[at] == ',') {
                arguments.advance(at + 1);
                continue;
            }
            arguments.advance(at);
            if (arguments.isAtEnd()) {
                return sides.size() == 1 ? arguments.missing("second side") : part();
            }
            if (bytes[arguments.at()] != '|' || sides.size() == 2) {
                return arguments.extra();
            }
            arguments.advance(arguments.at() + 1);
            sides.add(new ArrayList<>());
        }
    }

    private LineSyntax.Result readRank() {
        int from = arguments.at();
        int to = from;
        while (to < arguments.end() && bytes[to] != ',' && bytes[to] != '|' && !Syntax.isWhite(bytes[to])) {
            to++;
        }
        if (from == arguments.end()) {
            return arguments.missing("rank");
        }
        if (!decimal.read(bytes, from, to)) {
            int shownTo = Math.max(to, from + 1);
            return arguments.fail(from, ErrorTexts.anyRankNotANumber(Preview.of(bytes, from, shownTo), limits));
        }
        if (wrongRank.isEmpty()) {
            addRank(from, to);
        }
        arguments.passTo(to);
        return LineSyntax.Result.COMMAND;
    }

    private void addRank(int from, int to) {
        if (decimal.overflow() || Long.compareUnsigned(decimal.value(), limits.commandRank()) > 0) {
            refuse(from, ErrorTexts.anyRankOutside(Preview.of(bytes, from, to), limits));
            return;
        }
        int rank = (int) decimal.value();
        if (sides.stream().anyMatch(side -> side.contains(rank))) {
            refuse(from, ErrorTexts.rankTwice(rank));
        } else if (sides.size() == 2
                && (rank == 0 || rank == limits.commandRank())
                && sides.get(0).contains(limits.commandRank() - rank)) {
            refuse(from, ErrorTexts.noStorageRank(limits));
        } else {
            sides.get(sides.size() - 1).add(rank);
        }
    }

    private void refuse(int from, String why) {
        wrongRank = why;
        wrongRankAt = from;
    }

    private LineSyntax.Result part() {
        if (arguments.requireCopies() == LineSyntax.Result.ERROR) {
            return LineSyntax.Result.ERROR;
        }
        if (!wrongRank.isEmpty()) {
            return arguments.fail(Kind.COMMAND_FAILED, wrongRankAt, wrongRank);
        }
        command.setSides(sides.get(0), sides.get(1));
        return LineSyntax.Result.COMMAND;
    }
}
