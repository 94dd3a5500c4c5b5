package mpjdht.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import mpjdht.cli.setting.LayeredValues;
import mpjdht.cli.setting.LayeredValues.Layer;
import mpjdht.cli.setting.Setting;
import mpjdht.cli.setting.UsageException;
import mpjdht.command.FileTrouble;
import mpjdht.runtime.Inputs;
import mpjdht.runtime.OpenedAs;

/** Settings in a JSON object, under the names of the options. */
final class ConfigFile {
    static final int MAX_BYTES = 1 << 20;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String EXAMPLE = "a JSON object such as {\"timeout\": 8, \"max_nodes\": 65536}";

    private final String file;

    ConfigFile(String file) {
        this.file = file;
    }

    /** Adds the settings of the file as the weakest layer. */
    void addTo(LayeredValues values, SettingsParser.TextReader reader) throws UsageException {
        Set<Setting<?>> inFile = new HashSet<>();
        for (Map.Entry<?, ?> entry : parse(read(reader)).entrySet()) {
            String key = String.valueOf(entry.getKey());
            String where = where() + ": " + UsageException.shown(key);
            Setting<?> setting = OptionTable.TABLE
                    .ofFileKey(key)
                    .orElseThrow(() -> new UsageException(
                            where, "unknown key", "the name of an option that --help lists, or replication_factor"));
            if (!inFile.add(setting)) {
                throw new UsageException(where, "set twice in this file", setting + " under one name");
            }
            values.add(setting, Layer.CONFIG_FILE, where, text(where, setting, entry.getValue()));
        }
    }

    private String where() {
        return UsageException.shown(file);
    }

    private String read(SettingsParser.TextReader reader) throws UsageException {
        try {
            return reader.read(file);
        } catch (NoSuchFileException | AccessDeniedException e) {
            throw new UsageException(where(), FileTrouble.reason(e), EXAMPLE);
        } catch (IOException e) {
            throw new UsageException(
                    where(), "cannot be read: " + UsageException.shown(FileTrouble.reason(e)), EXAMPLE);
        }
    }

    /** Reads a configuration file, of which no more than {@link #MAX_BYTES} are taken. */
    static String readFromDisk(String file) throws IOException {
        try (InputStream in = Files.newInputStream(regularOrPipe(file))) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("longer than " + MAX_BYTES + " B");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static Path regularOrPipe(String file) throws IOException {
        try {
            Path path = OpenedAs.path(file.equals(Inputs.STANDARD_INPUT) ? "/dev/stdin" : file);
            if (Files.isDirectory(path)) {
                throw new FileSystemException(file, null, "it is a folder");
            }
            return path;
        } catch (InvalidPathException e) {
            throw new IOException("no file name", e);
        }
    }

    private Map<?, ?> parse(String read) throws UsageException {
        String text = read.startsWith(BYTE_ORDER_MARK) ? read.substring(BYTE_ORDER_MARK.length()) : read;
        Object parsed;
        try (JsonParser parser = JSON.std.createParser(text)) {
            parsed = text.isBlank() ? null : JSON.std.anyFrom(parser);
            if (!text.isBlank() && parser.nextToken() != null) {
                throw new UsageException(
                        where() + at(parser.currentTokenLocation()),
                        "something follows the JSON object",
                        "one object alone");
            }
        } catch (JsonProcessingException e) {
            String reason = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new UsageException(
                    where() + at(e.getLocation()), "not JSON: " + UsageException.shown(reason), EXAMPLE);
        } catch (IOException e) {
            throw new UsageException(where(), "not JSON", EXAMPLE);
        }
        if (parsed instanceof Map<?, ?> map) {
            return map;
        }
        throw new UsageException(where(), "not a JSON object", EXAMPLE);
    }

    private static String at(JsonLocation place) {
        return place == null ? "" : ":" + place.getLineNr() + ":" + place.getColumnNr();
    }

    private static String text(String where, Setting<?> setting, Object value) throws UsageException {
        boolean fits = setting.isFlag() ? value instanceof Boolean : value instanceof Number || value instanceof String;
        if (!fits) {
            String kind = value instanceof Map ? "an object" : value instanceof Iterable ? "a list" : "'" + value + "'";
            throw new UsageException(
                    where,
                    UsageException.shown(kind) + " is the wrong kind",
                    setting.isFlag() ? "true or false" : "a number or a string");
        }
        return String.valueOf(value);
    }
}
