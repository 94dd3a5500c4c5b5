package mpjdht.cli.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import mpjdht.cli.Circles;
import mpjdht.command.FileTrouble;
import mpjdht.journal.DamageException;
import mpjdht.runtime.FolderDisk;
import mpjdht.runtime.data.PartReport;
import mpjdht.runtime.data.Verification;
import mpjdht.store.NodeTable;

/** {@code scripts/dht verify}: says what a job has left in its folder, and whether all of it can be read. */
public final class VerifyMain {
    private static final int DAMAGED = 1;
    private static final int USAGE = 2;
    private static final int FAILED = 3;
    private static final String REPAIR = "--repair";
    private static final String HELP = """
            scripts/dht verify DIR [--repair]
            Reads every record that a job with --data-dir DIR has left, and tells of each part its files, keys, waste and
            damage. No job may have the folder meanwhile. Exit codes: 0 everything can be read, 1 something is damaged,
            2 usage, 3 the folder cannot be read.
              --repair   makes everything anew of what can be read: torn ends are cut off, and what is damaged is taken
                         from other copies. Where there is none nothing is changed
            """;

    private final PrintStream out;
    private final PrintStream err;

    private VerifyMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs it; the arguments are a folder, and perhaps --repair. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new VerifyMain(out, err).run(List.of(arguments)));
    }

    private int run(List<String> arguments) {
        List<String> folders = new ArrayList<>(arguments);
        boolean repairs = folders.remove(REPAIR);
        if (folders.contains("--help") || folders.contains("-h")) {
            out.print(HELP);
            return 0;
        }
        Optional<String> option =
                folders.stream().filter(word -> word.startsWith("-")).findFirst();
        if (option.isPresent() || folders.size() != 1) {
            return fail(
                    USAGE,
                    option.map(word -> word + ": no such option").orElse("verify takes one folder")
                            + "; right is scripts/dht verify DIR [--repair]");
        }
        Path folder = Path.of(folders.get(0));
        try {
            if (!Verification.isData(folder)) {
                return fail(USAGE, folder + ": no job has kept anything there; right is the folder of a --data-dir");
            }
            return verify(folder, repairs);
        } catch (DamageException e) {
            return fail(DAMAGED, e.getMessage() + "; nothing has changed");
        } catch (FolderDisk.InUseException e) {
            return fail(FAILED, e.getMessage());
        } catch (IOException e) {
            return fail(FAILED, folder + ": " + FileTrouble.reason(e));
        }
    }

    private int fail(int exitCode, String why) {
        err.println("mpj-dht: " + why);
        return exitCode;
    }

    private int verify(Path folder, boolean repairs) throws IOException {
        Verification found = Verification.of(folder, VerifyMain::tables);
        tell(folder, found);
        if (!repairs || !(found.isDamaged() || found.isTorn())) {
            return found.isDamaged() ? DAMAGED : 0;
        }
        found.repair().forEach(remark -> err.println("mpj-dht: " + remark));
        tell(folder, Verification.of(folder, VerifyMain::tables));
        return 0;
    }

    private void tell(Path folder, Verification found) {
        out.println(folder + ": generation " + found.generation() + ", "
                + found.about().circle() + ", " + found.about().storageRanks() + " storage ranks");
        out.println("part       files          bytes        records           keys     live bytes  waste");
        for (PartReport part : found.reports()) {
            out.println(String.format(
                            Locale.ROOT,
                            "%-10s %5d %14d %14d%s",
                            part.name(),
                            part.files(),
                            part.bytes(),
                            part.records(),
                            part.keys()
                                    .map(keys -> String.format(
                                            Locale.ROOT,
                                            " %14d %14d %5d%%",
                                            keys,
                                            part.liveBytes(),
                                            part.wastePercent()))
                                    .orElse(""))
                    .stripTrailing());
        }
        for (PartReport part : found.reports()) {
            part.torn()
                    .ifPresent(torn -> out.println(
                            "torn end: " + torn.file() + ", byte " + torn.offset() + ": " + torn.bytes() + " B"));
            part.damage().ifPresent(damage -> out.println("damage: " + damage.getMessage()));
        }
        String unequal = found.unequalRegions() == 0
                ? "all equal"
                : found.unequalRegions()
                        + " of them unequal: writes were under way when the job ended, or a journal has been cut off";
        if (found.copies() > 1) {
            out.println(found.regions() + " regions with up to " + found.copies() + " copies: " + unequal);
        }
        String whole = found.isTorn() ? "whole up to the torn end" : "whole";
        out.println(found.isDamaged() ? "damaged" : whole);
    }

    private static Optional<Supplier<NodeTable>> tables(String circle) {
        return Circles.named(circle).map(space -> () -> new NodeTable(space));
    }
}
