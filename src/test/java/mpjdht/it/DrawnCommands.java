package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Drawn command files that a job of one client runs without an error, and what each command comes to for a table that is a {@link HashMap}.
 *
 * <p>Many commands in a row are about one key: a value that is read and replaced, a chain of compare-and-sets, sums, texts that grow. So one that is done twice, or left
 * out, or done behind a later one, shows in a value and in most results behind it. With {@code --verbose} each command has a result, and all but KEYS one of one line.
 */
final class DrawnCommands {
    /** Positions of the circle that the ids of drawn nodes are for: {@code --max-id}. */
    static final int CIRCLE = 1_000_000;

    /** The file of tables that they write and read. */
    static final String TABLE = "tables/middle.jsonl";

    /** Of commands for one ring. */
    static final int MOST_ROUNDS = 9;

    /** How many sequences of commands come between two changes of the ring, and how many between two looks at the whole table, on average. */
    private static final int CHANGES_APART = 150;

    private static final int LOOKS_APART = 600;

    private static final int LONGEST_TEXT = 300;
    private static final int MOST_IN_A_ROW = 6;

    private final SplittableRandom random;
    private final int keys;
    private final int valueBytes;
    private final int ranks;
    private final int round;
    private final Map<String, String> before;
    private final Map<String, String> table;
    private final boolean looks;
    private final List<Integer> nodes = new ArrayList<>();
    private final Map<String, String> exported = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    /** What the key of a command has behind it; no key for one that has none. */
    private record Change(Optional<String> key, Optional<String> value) {}

    private DrawnCommands(
            SplittableRandom random, int ranks, int round, int valueBytes, boolean looks, Map<String, String> before) {
        this.random = random;
        this.keys = List.of(40, 1000, 20_000).get(random.nextInt(3));
        this.valueBytes = valueBytes;
        this.ranks = ranks;
        this.round = round;
        this.looks = looks;
        this.before = before;
        this.table = new HashMap<>(before);
    }

    /**
     * Draws some.
     *
     * @param commands how many at least
     * @param ranks nodes join on storage ranks from 1 to this
     * @param round from 1 to {@link #MOST_ROUNDS}: the last digit of the ids of its nodes, so that those of another round on the same ring are others
     * @param valueBytes that most values have at most
     * @param looks whether there are commands that look at the whole table, or store another, among them
     * @param before what the keys have before
     */
    static DrawnCommands draw(
            SplittableRandom random,
            int commands,
            int ranks,
            int round,
            int valueBytes,
            boolean looks,
            Map<String, String> before) {
        DrawnCommands drawn = new DrawnCommands(random, ranks, round, valueBytes, looks, before);
        while (drawn.count() < commands) {
            drawn.sequence();
        }
        return drawn;
    }

    /** How many commands there are, each with a result. */
    int count() {
        return changes.size();
    }

    /** What the keys have behind all of them. */
    Map<String, String> table() {
        return table;
    }

    /** Writes them to files that a job runs one after another. */
    List<String> write(Path folder, int files) throws IOException {
        List<String> names = new ArrayList<>();
        int from = 0;
        for (int file = 1; file <= files; file++) {
            int to = file == files
                    ? text.length()
                    : text.indexOf("\n", Math.max(from, (int) ((long) text.length() * file / files))) + 1;
            Path path = folder.resolve("commands-" + file + ".dht");
            Files.writeString(path, text.substring(from, to), StandardCharsets.US_ASCII);
            names.add(path.toString());
            from = to;
        }
        return names;
    }

    /**
     * Requires that a table is one that the commands can have led to when their job died: all that were acknowledged are done, and of those on one key behind them any
     * number, in their order.
     */
    void requireOutcome(int acknowledged, Map<String, String> found) {
        Map<String, Set<Optional<String>>> possible = new HashMap<>();
        before.forEach((key, value) -> possible.put(key, Set.of(Optional.of(value))));
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            if (change.key().isEmpty()) {
                continue;
            }
            String key = change.key().get();
            Set<Optional<String>> values = new HashSet<>();
            if (i >= acknowledged) {
                values.addAll(possible.getOrDefault(key, Set.of(Optional.empty())));
            }
            values.add(change.value());
            possible.put(key, values);
        }
        assertThat(possible.keySet()).containsAll(found.keySet());
        possible.forEach((key, values) -> assertThat(values)
                .as("%s, with %d of %d commands acknowledged", key, acknowledged, count())
                .contains(Optional.ofNullable(found.get(key))));
    }

    private void sequence() {
        if (random.nextInt(CHANGES_APART) == 0) {
            changeRing();
        }
        if (looks && random.nextInt(LOOKS_APART) == 0) {
            lookAtAll();
        }
        int number = random.nextInt(keys);
        int times = 1 + random.nextInt(MOST_IN_A_ROW);
        switch (random.nextInt(12)) {
            case 0, 1 -> readAndReplace("k" + number, times);
            case 2, 3 -> swapInTurn("s" + number, times);
            case 4, 5 -> count("n" + number, times);
            case 6 -> append("t" + number, times);
            case 7 -> delete(any(number));
            case 8 -> get(any(number));
            case 9 -> text.append("\n# ").append(count()).append(" so far\n");
            default -> put(random.nextBoolean() ? "k" + number : "u" + count(), newValue());
        }
    }

    private String any(int number) {
        return "ksnt".charAt(random.nextInt(4)) + String.valueOf(number);
    }

    /** A value that no other command stores. */
    private String newValue() {
        int length = random.nextInt(4) == 0 ? random.nextInt(valueBytes) : 0;
        return "v" + round + '.' + count() + "x".repeat(length);
    }

    private void changeRing() {
        if (nodes.isEmpty() || random.nextInt(5) < 3) {
            int id = 10 * random.nextInt(CIRCLE / 10) + round;
            if (!nodes.contains(id)) {
                nodes.add(id);
                line("ADD " + (1 + random.nextInt(ranks)) + ' ' + id);
            }
        } else {
            line("REMOVE " + nodes.remove(random.nextInt(nodes.size())));
        }
    }

    /** Such a command is to see what those before it have done, and nothing of those behind it. */
    private void lookAtAll() {
        switch (random.nextInt(4)) {
            case 0 -> line("KEYS");
            case 1, 2 -> {
                line("EXPORT " + TABLE + " SORTED");
                exported.clear();
                exported.putAll(table);
            }
            default -> {
                if (!exported.isEmpty()) {
                    line("IMPORT " + TABLE);
                    table.putAll(exported);
                }
            }
        }
    }

    private void readAndReplace(String key, int times) {
        for (int i = 0; i < times; i++) {
            get(key);
            put(key, newValue());
        }
    }

    private void swapInTurn(String key, int times) {
        if (!table.containsKey(key)) {
            put(key, newValue());
        }
        for (int i = 0; i < times; i++) {
            String next = newValue();
            if (random.nextInt(5) == 0) {
                stays("CAS " + key + " other " + next, key);
            } else {
                stores("CAS " + key + ' ' + table.get(key) + ' ' + next, key, next);
            }
        }
    }

    private void count(String key, int times) {
        for (int i = 0; i < times; i++) {
            long by = random.nextInt(100) - 20L;
            long sum = Long.parseLong(table.getOrDefault(key, "0")) + by;
            stores("INCR " + key + ' ' + by, key, Long.toString(sum));
        }
    }

    private void append(String key, int times) {
        if (table.getOrDefault(key, "").length() > LONGEST_TEXT) {
            delete(key);
        }
        for (int i = 0; i < times; i++) {
            String added = "a" + count() + '.';
            stores("APPEND " + key + ' ' + added, key, table.getOrDefault(key, "") + added);
        }
    }

    private void put(String key, String value) {
        stores((random.nextInt(4) == 0 ? "0 " : "PUT ") + key + ' ' + value, key, value);
    }

    private void get(String key) {
        stays(random.nextInt(4) == 0 ? "1 " + key : "GET " + key + " // again", key);
    }

    private void delete(String key) {
        table.remove(key);
        stays("DELETE " + key, key);
    }

    private void stores(String command, String key, String value) {
        table.put(key, value);
        stays(command, key);
    }

    private void stays(String command, String key) {
        text.append(command).append('\n');
        changes.add(new Change(Optional.of(key), Optional.ofNullable(table.get(key))));
    }

    private void line(String command) {
        text.append(command).append('\n');
        changes.add(new Change(Optional.empty(), Optional.empty()));
    }
}
