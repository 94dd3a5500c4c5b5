package mpjdht.cli;

import java.io.PrintStream;
import java.util.Map;
import mpjdht.cli.setting.UsageException;

/** What the program can tell without a job: its options and its version. */
public final class Standalone {
    private static final int USAGE = 2;

    private Standalone() {}

    /** Does what the arguments ask for and returns the exit code. */
    public static int run(String[] arguments, PrintStream out, PrintStream err) {
        try {
            Settings settings = new SettingsParser(Map.of()).parse(arguments);
            switch (settings.action()) {
                case SHOW_HELP -> out.print(SettingsParser.helpText());
                case SHOW_VERSION -> out.println(version());
                case RUN -> {
                    err.println("mpj-dht: this starts no job; scripts/dht does");
                    return USAGE;
                }
            }
            return out.checkError() ? Ending.JOB_FAILED : 0;
        } catch (UsageException e) {
            err.println("mpj-dht: " + e.getMessage());
            return USAGE;
        }
    }

    static String version() {
        String version = Standalone.class.getPackage().getImplementationVersion();
        return "mpj-dht " + (version == null ? "(not packaged)" : version);
    }
}
