package mpjdht.cli.setting;

import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** All settings of a program, in the order of its help. */
public final class SettingTable {
    private final List<Setting<?>> settings;

    /** A table of these settings. */
    public SettingTable(List<Setting<?>> settings) {
        this.settings = List.copyOf(settings);
    }

    /** All settings, in the order of the help. */
    public List<Setting<?>> list() {
        return settings;
    }

    /** The setting that a file calls so, with hyphens or underscores. */
    public Optional<Setting<?>> ofFileKey(String key) {
        String written = key.replace('_', '-');
        return settings.stream().filter(setting -> setting.isFileKey(written)).findFirst();
    }

    /** The variables of the environment that stand for settings. */
    public List<String> variables() {
        return settings.stream().flatMap(setting -> setting.variable().stream()).toList();
    }

    /**
     * Reads a command line; the texts of the settings are not looked at yet.
     *
     * @throws UsageException if it names what is no setting, or leaves a value out
     */
    public LayeredValues parse(String... arguments) throws UsageException {
        CommandLine line = parseLine(arguments);
        LayeredValues values = new LayeredValues(this, line.getArgList());
        for (Setting<?> setting : settings) {
            if (line.hasOption(setting.name())) {
                values.add(setting, LayeredValues.Layer.COMMAND_LINE, setting.toString(), text(setting, line));
            }
        }
        return values;
    }

    private static String text(Setting<?> setting, CommandLine line) {
        if (setting.isFlag()) {
            return Setting.ON;
        }
        String[] all = line.getOptionValues(setting.name());
        return setting.repeats() ? String.join(",", all) : all[all.length - 1];
    }

    private CommandLine parseLine(String... arguments) throws UsageException {
        DefaultParser parser = DefaultParser.builder()
                .setAllowPartialMatching(false)
                .setStripLeadingAndTrailingQuotes(false)
                .get();
        Options options = new Options();
        options().forEach(options::addOption);
        try {
            return parser.parse(options, arguments);
        } catch (UnrecognizedOptionException e) {
            throw new UsageException(
                    UsageException.shown(e.getOption()), "unknown option", "one of those that --help lists");
        } catch (MissingArgumentException e) {
            Option option = e.getOption();
            String name = "--" + option.getLongOpt();
            throw new UsageException(name, "no value", name + " " + option.getArgName());
        } catch (ParseException e) {
            throw new UsageException("command line", UsageException.shown(e.getMessage()), "as --help says");
        }
    }

    /**
     * What {@code --help} prints.
     *
     * @param syntax how the command is called
     * @param header what it does
     * @param footer what else is to be known
     */
    public String helpText(String syntax, String header, String footer) {
        return HelpPage.text(syntax, header, options(), footer);
    }

    private List<Option> options() {
        return settings.stream().map(Setting::option).toList();
    }
}
