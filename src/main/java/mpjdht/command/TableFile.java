package mpjdht.command;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A file that holds a table, or shall: an entry a line, in one of two formats, which its name tells.
 *
 * @param name path from the working folder on, which does not lead out of it by its words
 * @param format how the entries are written
 */
public record TableFile(String name, Format format) {
    /** How entries are written. */
    public enum Format {
        /** As commands: {@code PUT key value}. */
        COMMANDS,
        /** As JSON (RFC 8259): {@code {"key":"…","value":"…"}}. */
        JSON_LINES
    }

    /** A file by its name: JSON lines when that ends in {@code .jsonl}, {@code .ndjson} or {@code .json}, in any case, and else commands. */
    public static TableFile of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean isJson = lower.endsWith(".jsonl") || lower.endsWith(".ndjson") || lower.endsWith(".json");
        return new TableFile(name, isJson ? Format.JSON_LINES : Format.COMMANDS);
    }

    /** What is wrong with a name, and what would be right; empty when nothing is. */
    public static Optional<String> wrong(String name) {
        return Optional.ofNullable(wrong(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same for a name in bytes; null when nothing is wrong. */
    static String wrong(byte[] name) {
        String path = new String(name, StandardCharsets.UTF_8);
        boolean isName = !path.isEmpty()
                && name.length <= Limits.MAX_FILE_NAME_BYTES
                && Utf8.isValid(name, 0, name.length)
                && path.indexOf(0) < 0;
        String shown = Preview.of(name, 0, name.length);
        if (!isName) {
            return ErrorTexts.noFileName(shown);
        }
        boolean leadsOut =
                path.startsWith("/") || Arrays.asList(path.split("/", -1)).contains("..");
        return leadsOut ? ErrorTexts.leadsOut(shown) : null;
    }

    /** Writes entries to an output, which it does not flush. */
    public TableWriter writer(ByteOutput out) {
        return format == Format.JSON_LINES ? new JsonEntries(out) : new CommandEntries(out);
    }

    /**
     * Reads entries, as the PUTs and APPENDs that store them; does not close the source.
     *
     * @param cutValues is told the values that a comment ends
     */
    public CommandReader reader(ByteSource source, CutValues cutValues) {
        return format == Format.JSON_LINES
                ? new CommandReader(name, source, new JsonEntryParser(name), JsonEntries.MAX_LINE_BYTES)
                : new CommandReader(name, source, new CommandEntryParser(name, cutValues), Limits.MAX_LINE_BYTES);
    }
}
