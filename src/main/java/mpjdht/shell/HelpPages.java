package mpjdht.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mpjdht.command.Verb;
import mpjdht.command.VerbHelp;

/** What {@code help} tells. */
final class HelpPages {
    private static final int VERB_COLUMNS = 12;

    private HelpPages() {}

    /** Every verb and every word of the shell, each with its meaning. */
    static List<String> all() {
        List<String> lines = new ArrayList<>();
        for (Verb verb : Completion.offered()) {
            lines.add(entry(verb.name(), VerbHelp.meaning(verb)));
        }
        for (ShellWord word : ShellWord.values()) {
            lines.add(entry(word.text(), word.meaning()));
        }
        lines.add("help VERB tells the arguments; Tab completes verbs, keys and ids");
        return lines;
    }

    private static String entry(String name, String meaning) {
        return name + " ".repeat(VERB_COLUMNS - name.length()) + meaning;
    }

    /** Arguments and meaning of one of them; empty where there is no such. */
    static Optional<List<String>> of(String name) {
        Optional<Verb> verb = VerbHelp.find(name);
        if (verb.isPresent()) {
            return Optional.of(page(VerbHelp.usage(verb.get()), VerbHelp.meaning(verb.get())));
        }
        return ShellWord.find(name).map(word -> page(word.usage(), word.meaning()));
    }

    private static List<String> page(String usage, String meaning) {
        return List.of(usage, "  " + meaning);
    }
}
