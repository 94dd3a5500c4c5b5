package mpjdht.cli.cluster;

import java.util.List;

/**
 * The hosts of a cluster in the order of a file, which {@code scripts/lib/hostfile.sh} has read.
 *
 * @param name the file, as the user named it
 * @param entries at least one, each host once
 */
record Hostfile(String name, List<Entry> entries) {
    /** This host alone, which no file names. */
    static final Hostfile THIS_HOST = new Hostfile("", List.of(new Entry(1, "localhost")));

    /**
     * One host.
     *
     * @param line where the file names it, from 1
     * @param host a name or address, not resolved
     */
    record Entry(int line, String host) {
        /** Reads {@code LINE:HOST}. */
        static Entry parse(String text) {
            int colon = text.indexOf(':');
            return new Entry(Integer.parseInt(text, 0, colon, 10), text.substring(colon + 1));
        }
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
