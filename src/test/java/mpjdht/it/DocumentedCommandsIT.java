package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the documentation shows of a command is what the command prints: of every block that has a line which begins with
 * {@code $}, the lines up to the next such line. An ellipsis stands for text that was left out; times and speeds are their own.
 */
class DocumentedCommandsIT {
    private static final List<String> PAGES = List.of(
            "README.md", "docs/command-language.md", "docs/configuration.md", "docs/history.md", "docs/testing.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final String PROMPT = "$ ";
    private static final List<String> LINKED = List.of("scripts", "commands");

    /** Runs the tests themselves; needs the ports that all daemons of a host share. */
    private static final Pattern NOT_RUN =
            Pattern.compile("^(scripts/test|scripts/cluster|scripts/serve|cat) |--hosts ");

    @TempDir
    private Path folder;

    private record Shown(String page, String command, String output) {
        @Override
        public String toString() {
            return page + ": " + command;
        }
    }

    static List<Shown> shown() throws IOException {
        List<Shown> all = new ArrayList<>();
        for (String page : PAGES) {
            Matcher block = BLOCK.matcher(Files.readString(Job.ROOT.resolve(page)));
            while (block.find()) {
                for (String part : block.group(2).split("(?m)^\\$ ", -1)) {
                    int end = part.indexOf('\n');
                    if (block.group(2).startsWith(PROMPT)
                            && end >= 0
                            && !NOT_RUN.matcher(part.substring(0, end)).find()) {
                        all.add(new Shown(page, part.substring(0, end), part.substring(end + 1)));
                    }
                }
            }
        }
        return all;
    }

    /** The project's folder, and in it the files that the pages name. */
    @BeforeEach
    void makeFolder() throws IOException {
        for (String name : LINKED) {
            Files.createSymbolicLink(folder.resolve(name), Job.ROOT.resolve(name));
        }
        Matcher block = BLOCK.matcher(Files.readString(Job.ROOT.resolve("docs/configuration.md")));
        String config = block.results()
                .filter(result -> result.group(1).equals("json"))
                .findFirst()
                .orElseThrow()
                .group(2);
        Files.writeString(folder.resolve("dht.json"), config);
        Files.writeString(folder.resolve("bad.json"), "{\"nodez\": 4}");
    }

    @AfterEach
    void removeLinks() throws IOException {
        for (String name : LINKED) {
            Files.delete(folder.resolve(name));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shown")
    void aCommandPrintsWhatIsShown(Shown shown) {
        Job.Result result = Job.command(List.of("bash", "-c", shown.command() + " 2>&1"))
                .in(folder)
                .run();

        assertThat(result.text().strip())
                .as(shown + ", shown as\n" + shown.output())
                .matches(Pattern.compile(pattern(shown.output().strip()), Pattern.DOTALL));
    }

    @Test
    void theScriptsThatPrintFiguresAreShown() throws IOException {
        assertThat(shown().stream().map(Shown::command))
                .anyMatch(command -> command.contains("scripts/dht "))
                .anyMatch(command -> command.startsWith("scripts/simulate "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dht", "simulate", "check-history", "cluster", "mpjrun", "test", "format"})
    void everyScriptHasAShortHelp(String script) {
        Job.Result result = Job.script(script, "-h").run();

        assertThat(result.text()).as(result.err()).contains(script.equals("mpjrun") ? "-np" : script);
        assertThat(result.exitCode()).isZero();
    }

    /** Literal but for what is left out, times and speeds. */
    private static String pattern(String output) {
        String figure = "\\\\E[0-9.,]+\\\\Q";
        return "\\Q"
                + output.replace("…", "\\E.*\\Q")
                        .replaceAll("[0-9.]+ s\\b", figure + " s")
                        .replaceAll("[0-9,]+ (commands|events)/s", figure + " $1/s")
                + "\\E";
    }
}
