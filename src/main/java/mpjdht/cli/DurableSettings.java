package mpjdht.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mpjdht.cli.setting.CheckedValues;
import mpjdht.cli.setting.LayeredValues;
import mpjdht.cli.setting.Setting;
import mpjdht.cli.setting.UsageException;

/** What settings about keys that outlive a job have to do with each other, and with others. */
final class DurableSettings {
    private DurableSettings() {}

    static void settle(LayeredValues given, CheckedValues values) throws UsageException {
        Optional<Path> folder = values.find(OptionTable.DATA_DIR);
        if (folder.isEmpty()) {
            if (given.isAsStrongAs(OptionTable.DURABILITY, OptionTable.DATA_DIR)) {
                throw given.wrong(OptionTable.DURABILITY, "nothing outlives the job", "--data-dir with it");
            }
            if (values.get(OptionTable.RESUME)) {
                throw given.wrong(OptionTable.RESUME, "nothing outlives the job", "--data-dir with it");
            }
            values.remove(OptionTable.DURABILITY);
            return;
        }
        settleResume(given, values);
        if (values.get(OptionTable.CONSISTENCY) == Settings.Consistency.EVENTUAL) {
            throw given.wrong(
                    OptionTable.DATA_DIR, "only linearizable copies are kept", "--consistency linearizable with it");
        }
        if (values.get(OptionTable.DRY_RUN)) {
            throw given.wrong(OptionTable.DATA_DIR, "a dry run looks at no data", "one of the two");
        }
        values.set(OptionTable.DATA_DIR, folder.get().toAbsolutePath().normalize());
    }

    private static void settleResume(LayeredValues given, CheckedValues values) throws UsageException {
        if (!values.get(OptionTable.RESUME)) {
            return;
        }
        for (Setting<?> whole : List.of(OptionTable.HISTORY, OptionTable.CHECK)) {
            if (given.has(whole)) {
                throw given.wrong(whole, "a run that is resumed has only the end of it", "--resume without it");
            }
        }
        boolean hasSeveralClients = values.get(OptionTable.PARALLEL) || values.get(OptionTable.CLIENTS) > 1;
        if (hasSeveralClients || values.get(OptionTable.SERVE)) {
            throw given.wrong(
                    OptionTable.RESUME,
                    "only command files that run one after another, by one client, are gone on with",
                    "--resume without --parallel, --clients and --serve");
        }
    }
}
