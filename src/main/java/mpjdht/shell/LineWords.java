package mpjdht.shell;

import java.util.ArrayList;
import java.util.List;

/** The words of a line and where they begin; one that begins with a quote goes on to the quote that closes it, or to the end of the line. */
final class LineWords {
    private final List<String> words = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final boolean endsInWord;

    LineWords(String line) {
        int at = skipWhite(line, 0);
        int end = 0;
        while (at < line.length()) {
            end = wordEnd(line, at);
            words.add(line.substring(at, end));
            starts.add(at);
            at = skipWhite(line, end);
        }
        endsInWord = !words.isEmpty() && end == line.length();
    }

    private static int skipWhite(String line, int from) {
        int at = from;
        while (at < line.length() && isWhite(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int wordEnd(String line, int from) {
        boolean isQuoted = line.charAt(from) == '"';
        int at = from + 1;
        while (at < line.length()) {
            char one = line.charAt(at);
            if (isQuoted && one == '\\') {
                at++;
            } else if (isQuoted && one == '"') {
                isQuoted = false;
            } else if (!isQuoted && isWhite(one)) {
                return at;
            }
            at++;
        }
        return line.length();
    }

    private static boolean isWhite(char one) {
        return one == ' ' || one == '\t';
    }

    /** How many there are. */
    int size() {
        return words.size();
    }

    /** A word, with its quotes and escapes; empty where there is none. */
    String word(int index) {
        return index < words.size() ? words.get(index) : "";
    }

    /** Where a word begins. */
    int start(int index) {
        return starts.get(index);
    }

    /** All of them. */
    List<String> all() {
        return List.copyOf(words);
    }

    /** Which word is typed at the end of the line; one more than there are where a new one begins. */
    int typed() {
        return endsInWord ? words.size() - 1 : words.size();
    }

    /** Whether there is nothing to run: no word, or a comment. */
    boolean isNothing() {
        return words.isEmpty() || word(0).startsWith("#") || word(0).startsWith("//");
    }
}
