package mpjdht.cli.setting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts of settings, each from the strongest layer that has it, and the words of the command line that are no settings. */
public final class LayeredValues {
    /** Where a setting comes from, the strongest first; what is in none of these has its default. */
    public enum Layer {
        COMMAND_LINE,
        ENVIRONMENT,
        CONFIG_FILE,
        DEFAULT
    }

    private record Given(Layer layer, String where, String text) {}

    private final SettingTable table;
    private final List<String> operands;
    private final Map<Setting<?>, Given> given = new HashMap<>();

    LayeredValues(SettingTable table, List<String> operands) {
        this.table = table;
        this.operands = List.copyOf(operands);
    }

    /**
     * Adds a value unless a stronger layer, which must be added before, has one.
     *
     * @param where how messages name the place
     */
    public void add(Setting<?> setting, Layer layer, String where, String text) {
        given.putIfAbsent(setting, new Given(layer, where, text));
    }

    /** Whether a layer sets it. */
    public boolean has(Setting<?> setting) {
        return given.containsKey(setting);
    }

    private Layer layer(Setting<?> setting) {
        return has(setting) ? given.get(setting).layer : Layer.DEFAULT;
    }

    /** Whether {@code setting} is set, and by a layer no weaker than the one that decides {@code other}. */
    public boolean isAsStrongAs(Setting<?> setting, Setting<?> other) {
        return has(setting) && layer(setting).compareTo(layer(other)) <= 0;
    }

    /** The text of a setting that a layer sets. */
    public String text(Setting<?> setting) {
        return given.get(setting).text;
    }

    /** The words of the command line that are no settings. */
    public List<String> operands() {
        return operands;
    }

    /**
     * All settings that are set or have a default, every one of which is understood.
     *
     * @throws UsageException for the first that is not
     */
    public CheckedValues checked() throws UsageException {
        CheckedValues checked = new CheckedValues(table);
        for (Setting<?> setting : table.list()) {
            if (has(setting)) {
                require(setting, setting.meaning());
                checked.put(setting, text(setting));
            } else if (setting.defaultText() != null) {
                checked.put(setting, setting.defaultText());
            }
        }
        return checked;
    }

    /**
     * Refuses a setting that, if it is set, is none of the values of {@code meaning}.
     *
     * @throws UsageException if it is not
     */
    public void require(Setting<?> setting, Meaning<?> meaning) throws UsageException {
        if (has(setting)) {
            try {
                meaning.read(text(setting));
            } catch (WrongValueException e) {
                throw e.at(where(setting), text(setting));
            }
        }
    }

    /** The error that a setting is wrong, named as the user wrote it. */
    public UsageException wrong(Setting<?> setting, String what, String right) {
        return new UsageException(where(setting), what, right);
    }

    /** Where a setting was written, for messages. */
    public String where(Setting<?> setting) {
        return has(setting) ? given.get(setting).where : setting.toString();
    }
}
