package mpjdht.service.resp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mpjdht.command.CommandError;
import mpjdht.command.Verb;
import mpjdht.service.Leave;

/**
 * A command of the language of command files that came by this door: as words, {@code DHT.NODE 40}, or as a whole line, {@code DHT.RUN "PUT 15 673"}.
 */
final class LanguageCommand {
    private static final String RUN = "DHT.RUN";

    private final boolean isLine;
    private final byte[] line;
    private final Optional<String> refusal;

    private LanguageCommand(boolean isLine, byte[] line, Optional<String> refusal) {
        this.isLine = isLine;
        this.line = line;
        this.refusal = refusal;
    }

    /**
     * The command on which the reader stands.
     *
     * @param name its first word
     * @param leave what the client may do
     */
    static LanguageCommand of(RespReader reader, String name, Leave leave) {
        return name.equalsIgnoreCase(RUN) ? ofLine(reader, leave) : ofWords(reader, leave);
    }

    private static LanguageCommand ofLine(RespReader reader, Leave leave) {
        if (reader.words() != 2) {
            return new LanguageCommand(
                    true, new byte[0], Optional.of("ERR " + RUN + " takes one line of a command file"));
        }
        int offset = reader.offset(1);
        byte[] line = Arrays.copyOfRange(reader.bytes(), offset, offset + reader.length(1));
        return new LanguageCommand(true, line, LanguageVerbs.refusal(line, leave));
    }

    private static LanguageCommand ofWords(RespReader reader, Leave leave) {
        List<String> words = IntStream.range(0, reader.words())
                .mapToObj(word ->
                        new String(reader.bytes(), reader.offset(word), reader.length(word), StandardCharsets.UTF_8))
                .toList();
        return new LanguageCommand(false, LanguageVerbs.line(words), LanguageVerbs.refusal(words, leave));
    }

    /** Why it may not be run; empty when it may. */
    Optional<String> refusal() {
        return refusal;
    }

    /** Whether it ends the server. */
    boolean isEnd() {
        return Verb.ofLine(line).equals(Optional.of(Verb.END));
    }

    /** The line that says it in a command file. */
    byte[] line() {
        return line;
    }

    /** How an error of it is told; of a line with whether that can be read, and the column, counted in bytes from 1. */
    String error(CommandError error) {
        if (!isLine) {
            return "ERR " + error.message();
        }
        String kind = error.kind() == CommandError.Kind.UNREADABLE ? "UNREADABLE" : "FAILED";
        return kind + " " + error.column() + " " + error.message();
    }
}
