package mpjdht.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table as lines of comma-separated values under a heading (RFC 4180, but for line ends of one character). Names of columns
 * say their unit.
 */
public final class CsvTable {
    private static final MathContext DIGITS = new MathContext(6);

    private final int columns;
    private final StringBuilder text = new StringBuilder();

    /** A table without rows yet. */
    public CsvTable(List<String> header) {
        columns = header.size();
        append(header.stream());
    }

    /**
     * Adds a row.
     *
     * @param cells as many as there are columns: text, whole numbers, and fractions, which are cut to six digits
     */
    public void row(Object... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(cells.length + " cells under " + columns + " headings");
        }
        append(Stream.of(cells).map(CsvTable::text));
    }

    /** The table, each line ended. */
    public String render() {
        return text.toString();
    }

    private void append(Stream<String> cells) {
        text.append(cells.map(CsvTable::quoted).collect(Collectors.joining(","))).append('\n');
    }

    private static String text(Object cell) {
        return cell instanceof Double number
                ? new BigDecimal(number).round(DIGITS).stripTrailingZeros().toPlainString()
                : cell.toString();
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
