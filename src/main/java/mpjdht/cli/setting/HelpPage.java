package mpjdht.cli.setting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.help.HelpFormatter;
import org.apache.commons.cli.help.TextHelpAppendable;

/** The look of what {@code --help} prints. */
final class HelpPage {
    private static final int MAX_WIDTH = 99;

    private HelpPage() {}

    /**
     * The text of a page, which ends with a line break.
     *
     * @param syntax how the command is called
     * @param header what it does
     * @param options its options, in the order in which they are shown
     * @param footer what else is to be known
     */
    static String text(String syntax, String header, Collection<Option> options, String footer) {
        StringBuilder text = new StringBuilder();
        TextHelpAppendable appendable = new TextHelpAppendable(text);
        appendable.setMaxWidth(MAX_WIDTH);
        try {
            HelpFormatter.builder()
                    .setHelpAppendable(appendable)
                    .setShowSince(false)
                    .get()
                    .printHelp(syntax, header, options, footer, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().replaceAll("(?m) +$", "").strip() + "\n";
    }
}
