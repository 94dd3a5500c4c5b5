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
        Optional<Path> folder = values.find(DataOptions.DATA_DIR);
        if (folder.isEmpty()) {
            if (given.isAsStrongAs(DataOptions.DURABILITY, DataOptions.DATA_DIR)) {
                throw given.wrong(DataOptions.DURABILITY, "nothing outlives the job", "--data-dir with it");
            }
            if (values.get(DataOptions.RESUME)) {
                throw given.wrong(DataOptions.RESUME, "nothing outlives the job", "--data-dir with it");
            }
            values.remove(DataOptions.DURABILITY);
            return;
        }
        settleResume(given, values);
        if (values.get(OptionTable.CONSISTENCY) == Settings.Consistency.EVENTUAL) {
            throw given.wrong(
                    DataOptions.DATA_DIR, "only linearizable copies are kept", "--consistency linearizable with it");
        }
        if (values.get(OptionTable.DRY_RUN)) {
            throw given.wrong(DataOptions.DATA_DIR, "a dry run looks at no data", "one of the two");
        }
        values.set(DataOptions.DATA_DIR, folder.get().toAbsolutePath().normalize());
    }

    private static void settleResume(LayeredValues given, CheckedValues values) throws UsageException {
        if (!values.get(DataOptions.RESUME)) {
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
                    DataOptions.RESUME,
                    "only command files that run one after another, by one client, are gone on with",
                    "--resume without --parallel, --clients and --serve");
        }
    }
}
