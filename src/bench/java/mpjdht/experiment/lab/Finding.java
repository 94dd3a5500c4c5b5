package mpjdht.experiment.lab;

import java.util.List;
import java.util.stream.Collectors;
import mpjdht.report.CsvTable;
import mpjdht.report.LineChart;
import mpjdht.report.MarkdownTable;

/** Something that an experiment found, which becomes a file. */
public sealed interface Finding {
    /** The name of the file. */
    String file();

    /** What is in the file. */
    String text();

    /** Rows for programs. */
    record Rows(String file, CsvTable table) implements Finding {
        @Override
        public String text() {
            return table.render();
        }
    }

    /** Tables for readers. */
    record Tables(String file, List<MarkdownTable> tables) implements Finding {
        /** Keeps a copy. */
        public Tables {
            tables = List.copyOf(tables);
        }

        @Override
        public String text() {
            return tables.stream().map(MarkdownTable::render).collect(Collectors.joining("\n"));
        }
    }

    /** A picture of lines. */
    record Chart(String file, LineChart chart) implements Finding {
        @Override
        public String text() {
            return chart.svg();
        }
    }

    /**
     * A picture of a ring.
     *
     * @param caption what it shows
     */
    record Ring(String file, RingDrawing drawing, String caption) implements Finding {
        @Override
        public String text() {
            return drawing.svg(caption);
        }
    }
}
