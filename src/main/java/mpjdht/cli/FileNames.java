package mpjdht.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import mpjdht.runtime.DescriptorNames;
import mpjdht.runtime.Inputs;
import mpjdht.runtime.OpenedAs;

/**
 * The names of files among the settings. Standard input and output are known under every name that the system has for them; a
 * descriptor that is not the user's is refused, because the JVM may have anything there.
 */
final class FileNames {
    private static final String NAME_RIGHT = "the name of a file";

    private FileNames() {}

    /** Takes the names of the files that are read and written. */
    static void read(LayeredValues values, List<String> commandFiles, Settings.Builder settings) throws UsageException {
        settings.output = output(values);
        settings.check = path(values, OptionTable.CHECK);
        settings.config = path(values, OptionTable.CONFIG);
        if (settings.check != null) {
            requireReadable(values.where(OptionTable.CHECK), settings.check.toString());
        }
        settings.files = commandFiles(commandFiles);
        long standardInputs =
                settings.files.stream().filter(Inputs.STANDARD_INPUT::equals).count()
                        + (readsStandardInput(settings.check) ? 1 : 0)
                        + (readsStandardInput(settings.config) ? 1 : 0);
        if (standardInputs > 1) {
            throw new UsageException("-", "standard input twice", "to name it once");
        }
    }

    /** Refuses the name of a descriptor that is not the user's. */
    static void requireReadable(String where, String name) throws UsageException {
        if (!Inputs.isStandardInput(name)) {
            requireOwn(where, name, "a file, or - for standard input");
        }
    }

    private static Path output(LayeredValues values) throws UsageException {
        Path file = path(values, OptionTable.OUTPUT);
        if (file == null || file.toString().equals("-") || is(DescriptorNames.STANDARD_OUTPUT, file)) {
            return null;
        }
        requireOwn(values.where(OptionTable.OUTPUT), file.toString(), "a file, or - for standard output");
        return file;
    }

    private static List<String> commandFiles(List<String> names) throws UsageException {
        if (names.isEmpty()) {
            throw new UsageException("FILE", "no command file", "dht [options] FILE..., where - is standard input");
        }
        List<String> files = new ArrayList<>(names.size());
        for (String name : names) {
            requireReadable("FILE", path("FILE", name, "a command file").toString());
            files.add(Inputs.isStandardInput(name) ? Inputs.STANDARD_INPUT : name);
        }
        return files;
    }

    private static boolean readsStandardInput(Path file) {
        return file != null && Inputs.isStandardInput(file.toString());
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

    private static Path path(LayeredValues values, String name) throws UsageException {
        String text = values.text(name);
        if (text == null) {
            return null;
        }
        if (text.isEmpty()) {
            throw values.wrong(name, "the name is empty", NAME_RIGHT);
        }
        return path(values.where(name), text, NAME_RIGHT);
    }

    private static Path path(String where, String name, String right) throws UsageException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UsageException(where, "'" + LayeredValues.shown(name) + "' is no file name", right);
        }
    }
}
