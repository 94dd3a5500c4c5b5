package mpjdht.command;

import java.nio.charset.StandardCharsets;

/**
 * Parses the arguments of the verbs that read and write files: EXPORT and IMPORT. A file is named from the working folder on, and lies below it: the
 * path begins with no {@code /}, and no part of it is {@code ..}. Links are another matter, of those who open it.
 */
final class FileParser {
    private static final String SORTED = "SORTED";

    private final LineArguments arguments;
    private final Command command;

    FileParser(LineArguments arguments, Command command) {
        this.arguments = arguments;
        this.command = command;
    }

    /** The verb has been read. */
    LineSyntax.Result parse(Verb verb) {
        int fileAt = arguments.at();
        if (!arguments.readText("file")) {
            return LineSyntax.Result.ERROR;
        }
        byte[] name = arguments.text();
        String wrong = TableFile.wrong(name);
        if (wrong != null) {
            return arguments.fail(fileAt, wrong);
        }
        command.setFile(new String(name, StandardCharsets.UTF_8), arguments.column(fileAt));
        if (verb == Verb.EXPORT && !arguments.isAtEnd()) {
            int wordAt = arguments.at();
            if (!arguments.isWord(SORTED, wordAt, arguments.takeWord())) {
                return arguments.extra(wordAt);
            }
            command.setSorted();
        }
        return arguments.finish();
    }
}
