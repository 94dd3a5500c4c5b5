package mpjdht.command;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mpjdht.command.Language.NtuaLines;

/**
 * What the name of a file of the NTUA course on distributed systems tells: what its lines say, and for which node it speaks. Such files are
 * called {@code insert.txt}, {@code insert_00_part.txt}, {@code query.txt}, {@code query_00.txt}, {@code requests.txt} or
 * {@code requests_00.txt}.
 */
final class NtuaFile {
    private static final Pattern KIND = Pattern.compile("insert|quer(?:y|ies)|requests?");

    /** The first number behind the word. */
    private static final Pattern NUMBER = Pattern.compile("[^0-9]*([0-9]{1,9})(?![0-9]).*");

    private final Optional<String> kind;
    private final OptionalInt node;

    /**
     * A file.
     *
     * @param path its name; folders say nothing
     */
    NtuaFile(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        Matcher word = KIND.matcher(name);
        String rest = name;
        Optional<String> found = Optional.empty();
        while (word.find()) {
            found = Optional.of(word.group());
            rest = name.substring(word.end());
        }
        kind = found;
        Matcher number = NUMBER.matcher(rest);
        node = number.matches() ? OptionalInt.of(Integer.parseInt(number.group(1))) : OptionalInt.empty();
    }

    /** The number of its node, from 0; empty when the name has none. */
    OptionalInt node() {
        return node;
    }

    /**
     * What its lines say, by its name, and where that leaves it open by its first line that is not blank.
     *
     * @param isRequest whether that is a request
     * @param isPair whether it ends with a comma and a number
     * @return empty when neither tells
     */
    Optional<NtuaLines> lines(boolean isRequest, boolean isPair) {
        if (kind.isEmpty()) {
            return isRequest
                    ? Optional.of(NtuaLines.REQUESTS)
                    : isPair ? Optional.of(NtuaLines.PAIRS) : Optional.empty();
        }
        return Optional.of(
                switch (kind.get().charAt(0)) {
                    case 'q' -> NtuaLines.QUERIES;
                    case 'r' -> NtuaLines.REQUESTS;
                    default -> node.isPresent() && !isPair ? NtuaLines.TITLES : NtuaLines.PAIRS;
                });
    }
}
