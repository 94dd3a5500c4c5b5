package mpjdht.shell;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.ParsedLine;

/** A line as the line editor wants it taken apart: up to the cursor, where words are completed. */
final class TypedLine implements CompletingParsedLine {
    private final String line;
    private final int cursor;
    private final LineWords words;

    private TypedLine(String line, int cursor) {
        this.line = line;
        this.cursor = cursor;
        this.words = new LineWords(line.substring(0, cursor));
    }

    /** Takes any line as it is: none needs another to be whole. */
    static final class Parser implements org.jline.reader.Parser {
        @Override
        public ParsedLine parse(String line, int cursor, ParseContext context) {
            return new TypedLine(line, Math.max(0, Math.min(cursor, line.length())));
        }
    }

    @Override
    public String word() {
        return words.word(words.typed());
    }

    @Override
    public int wordCursor() {
        return word().length();
    }

    @Override
    public int rawWordCursor() {
        return wordCursor();
    }

    @Override
    public int rawWordLength() {
        return word().length();
    }

    /** Words are kept as they are written. */
    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
        return candidate;
    }

    @Override
    public int wordIndex() {
        return words.typed();
    }

    @Override
    public List<String> words() {
        return words.all();
    }

    @Override
    public String line() {
        return line;
    }

    @Override
    public int cursor() {
        return cursor;
    }
}
