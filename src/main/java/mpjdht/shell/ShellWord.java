package mpjdht.shell;

import java.util.Locale;
import java.util.Optional;

/** What the shell itself understands, beside the verbs of the command language. */
enum ShellWord {
    HELP("help [verb]", "lists the verbs, or tells of one"),
    TIMING("timing on, or timing off", "tells how long each command takes, or does not"),
    EXIT("exit", "ends the shell, as quit, END and Ctrl-D do"),
    QUIT("quit", "ends the shell");

    private final String usage;
    private final String meaning;

    ShellWord(String usage, String meaning) {
        this.usage = usage;
        this.meaning = meaning;
    }

    /** The word of a name, in any case. */
    static Optional<ShellWord> find(String name) {
        for (ShellWord word : values()) {
            if (word.name().equalsIgnoreCase(name)) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    /** As it is written. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word with its arguments, those in brackets not needed. */
    String usage() {
        return usage;
    }

    /** What it does, in one line. */
    String meaning() {
        return meaning;
    }
}
