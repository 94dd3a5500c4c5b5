package mpjdht.cli.setting;

import java.util.Optional;
import org.apache.commons.cli.Option;

/**
 * A setting, declared once: its names on the command line, in the environment and in a file, what the help says of it, its
 * default, and how its text is understood.
 *
 * @param <T> what its text means
 */
public final class Setting<T> {
    static final String ON = "true";
    private static final String OFF = "false";

    private final Builder<T> declared;

    private Setting(Builder<T> declared) {
        this.declared = declared;
    }

    /**
     * A setting with a value.
     *
     * @param name long name on the command line
     * @param argument what its value is called
     * @param meaning how its text is understood
     */
    public static <T> Builder<T> value(String name, String argument, Meaning<T> meaning) {
        return new Builder<>(name, argument, meaning);
    }

    /** A setting that is on when it is named, and else off. */
    public static Builder<Boolean> flag(String name) {
        Builder<Boolean> builder = new Builder<>(name, null, Boolean::valueOf);
        builder.defaultText = OFF;
        return builder;
    }

    /** Long name on the command line, without its hyphens. */
    public String name() {
        return declared.name;
    }

    /** What its value is called; null for a flag. */
    String argument() {
        return declared.argument;
    }

    /** Whether it is on or off, and has no value. */
    public boolean isFlag() {
        return declared.argument == null;
    }

    /** The variable of the environment that stands for it, if one does. */
    public Optional<String> variable() {
        return Optional.ofNullable(declared.variable);
    }

    /** Whether it may be named several times, all of which count. */
    boolean repeats() {
        return declared.repeats;
    }

    /** Whether it is for where it stands alone: in no file, and not passed on. */
    boolean isForCommandLineOnly() {
        return declared.commandLineOnly;
    }

    /**
     * Whether a file may call it so.
     *
     * @param key with hyphens
     */
    boolean isFileKey(String key) {
        return !declared.commandLineOnly && (key.equals(declared.name) || key.equals(declared.otherFileKey));
    }

    /** The text of its default; null when it has none. */
    String defaultText() {
        return declared.defaultText;
    }

    Meaning<T> meaning() {
        return declared.meaning;
    }

    /** The option of the command line, with its help. */
    Option option() {
        String shown = declared.shownDefault == null ? "" : " (default " + declared.shownDefault + ")";
        return Option.builder(declared.shortName)
                .longOpt(declared.name)
                .hasArg(!isFlag())
                .argName(declared.argument)
                .desc(declared.help + shown)
                .get();
    }

    @Override
    public String toString() {
        return "--" + declared.name;
    }

    /** Declares a setting. */
    public static final class Builder<T> {
        private final String name;
        private final String argument;
        private final Meaning<T> meaning;
        private String help = "";
        private String defaultText;
        private String shownDefault;
        private String shortName;
        private String variable;
        private String otherFileKey;
        private boolean commandLineOnly;
        private boolean repeats;

        private Builder(String name, String argument, Meaning<T> meaning) {
            this.name = name;
            this.argument = argument;
            this.meaning = meaning;
        }

        /** What the help says of it, its default left out. */
        public Builder<T> help(String text) {
            help = text;
            return this;
        }

        /** Its value when it is not set, as a user would write it. */
        public Builder<T> byDefault(String text) {
            defaultText = text;
            shownDefault = text;
            return this;
        }

        /** What is done when it is not set, in words for the help. */
        public Builder<T> otherwise(String words) {
            shownDefault = words;
            return this;
        }

        /** A name for behind one hyphen. */
        public Builder<T> shortName(String text) {
            shortName = text;
            return this;
        }

        /** The variable of the environment that stands for it. */
        public Builder<T> variable(String text) {
            variable = text;
            return this;
        }

        /** Another name for it in files, with hyphens. */
        public Builder<T> alsoInFiles(String key) {
            otherFileKey = key;
            return this;
        }

        /** Is for where it stands alone: in no file, and not passed on. */
        public Builder<T> onCommandLineOnly() {
            commandLineOnly = true;
            return this;
        }

        /** May be named several times; the texts reach its meaning joined by commas. */
        public Builder<T> repeats() {
            repeats = true;
            return this;
        }

        /** The setting. */
        public Setting<T> build() {
            return new Setting<>(this);
        }
    }
}
