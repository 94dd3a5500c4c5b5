package mpjdht.cli;

import java.nio.file.Path;
import java.util.Optional;
import mpjdht.cli.setting.Meaning;
import mpjdht.cli.setting.Meanings;
import mpjdht.cli.setting.Setting;
import mpjdht.cli.setting.WrongValueException;
import mpjdht.command.TableFile;
import mpjdht.runtime.PersistingTransport.Durability;

/** The settings of keys that come from before the job, and stay behind it: in the files of tables, and in a folder that outlives it. */
final class DataOptions {
    static final Setting<String> IMPORT = Setting.value("import", "FILE", tableName())
            .help("before the FILEs store every key of FILE, as IMPORT does; what scripts/dht import does")
            .build();

    static final Setting<String> EXPORT = Setting.value("export", "FILE", tableName())
            .help("after the FILEs write the whole table to FILE, as EXPORT does; what scripts/dht export does")
            .build();

    static final Setting<Boolean> SORTED = Setting.flag("sorted")
            .help("write the keys of --export in the order of their bytes")
            .build();

    static final Setting<Path> DATA_DIR = Setting.value("data-dir", "DIR", Meanings.fileName())
            .help("keys outlive the job, in this folder, which all ranks see; a job begins with what is there")
            .build();

    static final Setting<Durability> DURABILITY = Setting.value("durability", "HOW", Durabilities.meaning())
            .help("what is safe before a write is acknowledged: fsync, from a loss of power; flush, from the end of the"
                    + " process; interval:MILLIS, that, and from a loss of power after so long")
            .byDefault("fsync")
            .build();

    static final Setting<Boolean> RESUME = Setting.flag("resume")
            .help("the same command files go on where the job before was when it died, results appended")
            .build();

    private DataOptions() {}

    /** The name of a file below the working folder. */
    private static Meaning<String> tableName() {
        return name -> {
            Optional<String> wrong = TableFile.wrong(name);
            if (wrong.isPresent()) {
                String[] parts = wrong.get().split("; right is ", 2);
                throw new WrongValueException(parts[0], parts[1]);
            }
            return name;
        };
    }
}
