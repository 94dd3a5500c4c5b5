package mpjdht.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import mpjdht.cli.setting.CheckedValues;
import mpjdht.cli.setting.LayeredValues;
import mpjdht.cli.setting.Setting;
import mpjdht.cli.setting.UsageException;
import mpjdht.runtime.DescriptorNames;
import mpjdht.runtime.Inputs;
import mpjdht.runtime.OpenedAs;

/**
 * The names of files among the settings. Standard input and output are known under every name that the system has for them; a
 * descriptor that is not the user's is refused, because the JVM may have anything there.
 */
final class FileNames {
    private FileNames() {}

    /**
     * Checks the names of the files that are read and written.
     *
     * @return the command files
     */
    static List<String> settle(LayeredValues given, CheckedValues values) throws UsageException {
        settleOutput(given, values);
        requireOwnFile(given, values, OptionTable.HISTORY);
        requireOwnFile(given, values, OptionTable.METRICS);
        Optional<Path> check = values.find(OptionTable.CHECK);
        if (check.isPresent()) {
            requireReadable(given.where(OptionTable.CHECK), check.get().toString());
        }
        List<String> files = commandFiles(
                given.operands(),
                values.get(OptionTable.SERVE) || given.has(DataOptions.IMPORT) || given.has(DataOptions.EXPORT));
        long standardInputs =
                files.stream().filter(Inputs.STANDARD_INPUT::equals).count()
                        + Stream.of(check, values.find(OptionTable.CONFIG))
                                .flatMap(Optional::stream)
                                .filter(file -> Inputs.isStandardInput(file.toString()))
                                .count();
        if (standardInputs > 1) {
            throw new UsageException("-", "standard input twice", "to name it once");
        }
        return files;
    }

    /** Refuses the name of a descriptor that is not the user's. */
    static void requireReadable(String where, String name) throws UsageException {
        if (!Inputs.isStandardInput(name)) {
            requireOwn(where, name, "a file, or - for standard input");
        }
    }

    private static void settleOutput(LayeredValues given, CheckedValues values) throws UsageException {
        Optional<Path> file = values.find(OptionTable.OUTPUT);
        if (file.isEmpty()) {
            return;
        }
        if (isStandardOutput(file.get())) {
            values.remove(OptionTable.OUTPUT);
            return;
        }
        requireOwn(given.where(OptionTable.OUTPUT), file.get().toString(), "a file, or - for standard output");
    }

    private static void requireOwnFile(LayeredValues given, CheckedValues values, Setting<Path> setting)
            throws UsageException {
        Optional<Path> file = values.find(setting);
        if (file.isEmpty()) {
            return;
        }
        if (isStandardOutput(file.get())) {
            throw given.wrong(setting, "standard output is for results", "a file");
        }
        requireOwn(given.where(setting), file.get().toString(), "a file");
    }

    private static boolean isStandardOutput(Path file) {
        return file.toString().equals("-") || is(DescriptorNames.STANDARD_OUTPUT, file);
    }

    private static List<String> commandFiles(List<String> names, boolean mayBeNone) throws UsageException {
        if (names.isEmpty() && !mayBeNone) {
            throw new UsageException("FILE", "no command file", "dht [options] FILE..., where - is standard input");
        }
        List<String> files = new ArrayList<>(names.size());
        for (String name : names) {
            requireReadable("FILE", path(name).toString());
            files.add(Inputs.isStandardInput(name) ? Inputs.STANDARD_INPUT : name);
        }
        return files;
    }

    private static boolean is(int descriptor, Path file) {
        OptionalInt meant = DescriptorNames.descriptor(file.toString());
        return meant.isPresent() && meant.getAsInt() == descriptor;
    }

    private static void requireOwn(String where, String name, String right) throws UsageException {
        OptionalInt descriptor = DescriptorNames.descriptor(name);
        if (descriptor.isPresent() && !DescriptorNames.isInherited(descriptor.getAsInt()) && !OpenedAs.isTold(name)) {
            throw new UsageException(where, name + " is not one of your descriptors here", right);
        }
    }

    private static Path path(String name) throws UsageException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UsageException("FILE", "'" + UsageException.shown(name) + "' is no file name", "a command file");
        }
    }
}
