package mpjdht.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import mpjdht.cli.setting.UsageException;

/** Settings of command lines in one string, with an environment and a file in memory. */
final class ParsedSettings {
    private ParsedSettings() {}

    static Settings parse(Map<String, String> environment, String config, String... arguments) throws UsageException {
        return new SettingsParser(environment, file -> config).parse(arguments);
    }

    static Settings parse(String line) throws UsageException {
        return parse(Map.of(), "{}", line.split(" "));
    }

    static String error(Map<String, String> environment, String config, String line) {
        UsageException error =
                catchThrowableOfType(UsageException.class, () -> parse(environment, config, line.split(" ")));
        assertThat(error).as(line).isNotNull();
        return error.getMessage();
    }
}
