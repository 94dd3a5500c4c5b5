package mpjdht.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown, padded so that it reads well as text too. The first column is left-aligned, the others right. */
public final class MarkdownTable {
    private final List<List<String>> rows = new ArrayList<>();

    /** A table without rows yet. */
    public MarkdownTable(String... header) {
        rows.add(List.of(header));
    }

    /** Adds a row of as many cells as the header has. */
    public void row(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException(cells.length + " cells under " + rows.get(0).size() + " headings");
        }
        rows.add(List.of(cells));
    }

    /** The headings and then the rows, each a list of cells. */
    public List<List<String>> rows() {
        return List.copyOf(rows);
    }

    /** The table, each line ended. */
    public String render() {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(Math.max(widths[i], 3), row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            for (int i = 0; i < columns; i++) {
                String cell = rows.get(r).get(i);
                String space = " ".repeat(widths[i] - cell.length());
                text.append("| ").append(i == 0 ? cell + space : space + cell).append(' ');
            }
            text.append("|\n");
            if (r == 0) {
                for (int i = 0; i < columns; i++) {
                    text.append(i == 0 ? "|-" : "|").append("-".repeat(widths[i] + 1)).append(i == 0 ? "" : ":");
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }
}
