package mpjdht.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Settings as the command line that would make them. A launcher hands that to ranks on other hosts, where neither the user's
 * environment nor the configuration file is.
 */
final class SettingsArguments {
    private final List<String> arguments = new ArrayList<>();

    private SettingsArguments() {}

    /** The arguments of a run with these settings. */
    static List<String> of(Settings settings) {
        return new SettingsArguments().write(settings);
    }

    private List<String> write(Settings settings) {
        add(OptionTable.IDS, word(settings.ids()));
        if (settings.ids() == Settings.Ids.DIRECT) {
            add(OptionTable.MAX_ID, Long.toUnsignedString(settings.highestId()));
        } else {
            add(OptionTable.HASH_SIZE, settings.hashSizeBits());
        }
        add(OptionTable.NODES, settings.nodes());
        add(OptionTable.MAX_NODES, settings.maxNodes());
        add(OptionTable.ROUTING, word(settings.routing()));
        if (settings.routing() == Settings.Routing.CHORD) {
            add(OptionTable.SUCCESSORS, settings.successors());
        }
        add(OptionTable.REPLICAS, settings.replicas());
        add(OptionTable.FORMAT, word(settings.format()));
        settings.output().ifPresent(file -> add(OptionTable.OUTPUT, file));
        settings.check().ifPresent(file -> add(OptionTable.CHECK, file));
        add(OptionTable.ON_ERROR, word(settings.onError()));
        settings.window().ifPresent(window -> add(OptionTable.WINDOW, window));
        add(OptionTable.TIMEOUT, settings.timeoutSeconds());
        add(OptionTable.PROGRESS, word(settings.progress()));
        add(OptionTable.LOGGING_LEVEL, word(settings.loggingLevel()));
        flag(OptionTable.DRY_RUN, settings.isDryRun());
        flag(OptionTable.VERBOSE, settings.isVerbose());
        flag(OptionTable.QUIET, settings.isQuiet());
        flag(OptionTable.SHOW_STACK_TRACES, settings.showsStackTraces());
        arguments.add("--");
        arguments.addAll(settings.files());
        return List.copyOf(arguments);
    }

    private void add(String option, Object value) {
        arguments.add("--" + option);
        arguments.add(value.toString());
    }

    private void flag(String option, boolean on) {
        if (on) {
            arguments.add("--" + option);
        }
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
