package mpjdht.cli.cluster;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The hosts of a cluster in the order of a file: one name or address a line. Blank lines are skipped, and {@code #} at
 * the start of a line or after white space begins a comment.
 *
 * @param name the file, as the user named it
 * @param entries at least one, each host once
 */
record Hostfile(String name, List<Entry> entries) {
    private static final int FILE_CHARS_MAX = 1 << 20;
    private static final int HOST_CHARS_MAX = 253;
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.:-]*[A-Za-z0-9_.])?|::[0-9A-Fa-f:.]*");
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*");

    /**
     * One host.
     *
     * @param line where the file names it, from 1
     * @param host a name or address, not resolved
     */
    record Entry(int line, String host) {}

    /**
     * Reads a hostfile.
     *
     * @throws LaunchException if it cannot be read, names no host, or has a line that is not one host
     */
    static Hostfile read(String name) throws LaunchException {
        char[] text = new char[FILE_CHARS_MAX + 1];
        int length = 0;
        try (Reader reader = Files.newBufferedReader(Path.of(name), StandardCharsets.UTF_8)) {
            int count;
            while (length < text.length && (count = reader.read(text, length, text.length - length)) > 0) {
                length += count;
            }
        } catch (IOException e) {
            String why = Files.exists(Path.of(name)) ? "cannot be read" : "no such file";
            throw new LaunchException(
                    LaunchException.USAGE, name + ": error: " + why + "; give a file with one host a line");
        }
        if (length > FILE_CHARS_MAX) {
            throw new LaunchException(
                    LaunchException.USAGE, name + ": error: longer than 1 MiB; a hostfile has one host a line");
        }
        return parse(name, new String(text, 0, length));
    }

    /**
     * Reads the text of a hostfile.
     *
     * @param name for messages
     * @throws LaunchException if it names no host, or has a line that is not one host
     */
    static Hostfile parse(String name, String text) throws LaunchException {
        List<Entry> entries = new ArrayList<>();
        Map<String, Integer> lineOf = new HashMap<>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            String host = COMMENT.matcher(line).replaceFirst("").strip();
            if (host.isEmpty()) {
                continue;
            }
            String where = name + ":" + number + ": error: ";
            if (host.length() > HOST_CHARS_MAX || !HOST.matcher(host).matches()) {
                throw new LaunchException(
                        LaunchException.USAGE,
                        where + "'" + shortened(host) + "' is not one host name or address; give one a line");
            }
            Integer before = lineOf.putIfAbsent(host, number);
            if (before != null) {
                throw new LaunchException(
                        LaunchException.USAGE,
                        where + "host " + host + " is already on line " + before
                                + "; name each host once, its ranks follow from -np");
            }
            entries.add(new Entry(number, host));
        }
        if (entries.isEmpty()) {
            throw new LaunchException(LaunchException.USAGE, name + ": error: names no host; give one a line");
        }
        return new Hostfile(name, List.copyOf(entries));
    }

    private static String shortened(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 60 ? printable : printable.substring(0, 60) + "…";
    }

    /** Returns the first {@code count} hosts, or all if there are fewer: a rank's host is one of them. */
    Hostfile first(int count) {
        return new Hostfile(name, entries.subList(0, Math.min(count, entries.size())));
    }

    /** Returns the hosts' names in order. */
    List<String> hosts() {
        return entries.stream().map(Entry::host).toList();
    }
}
