package mpjdht.cli.setting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of a run, all of which are understood. They are kept as texts, as they are passed on. */
public final class CheckedValues {
    private final SettingTable table;
    private final Map<Setting<?>, String> texts = new HashMap<>();

    CheckedValues(SettingTable table) {
        this.table = table;
    }

    void put(Setting<?> setting, String text) {
        texts.put(setting, text);
    }

    /** Sets a value that follows from others. */
    public <T> void set(Setting<T> setting, T value) {
        put(setting, setting.meaning().text(value));
    }

    /** Leaves out what has no meaning beside the others. */
    public void remove(Setting<?> setting) {
        texts.remove(setting);
    }

    /** The value of a setting that is set or has a default. */
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new IllegalStateException(setting + " is not set"));
    }

    /** The text of a setting that is set or has a default. */
    public String text(Setting<?> setting) {
        return texts.get(setting);
    }

    /** The value of a setting, if it is set or has a default. */
    public <T> Optional<T> find(Setting<T> setting) {
        String text = texts.get(setting);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(setting.meaning().read(text));
        } catch (WrongValueException e) {
            throw new IllegalStateException(setting + " was understood before", e);
        }
    }

    /** The command line that makes these settings, whatever the environment; flags that are off are left out. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        for (Setting<?> setting : table.list()) {
            String text = texts.get(setting);
            if (text == null || setting.isForCommandLineOnly()) {
                continue;
            }
            if (!setting.isFlag()) {
                arguments.add(setting.toString());
                arguments.add(text);
            } else if (text.equals(Setting.ON)) {
                arguments.add(setting.toString());
            }
        }
        return arguments;
    }
}
