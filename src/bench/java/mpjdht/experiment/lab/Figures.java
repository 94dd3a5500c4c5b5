package mpjdht.experiment.lab;

import java.util.List;
import mpjdht.report.CsvTable;
import mpjdht.report.MarkdownTable;

/** Figures with intervals, and comparisons, as tables. */
public final class Figures {
    private Figures() {}

    /** A figure and what it is of. */
    public record Named(String what, String unit, Estimate estimate) {}

    /** The figures for programs. */
    public static CsvTable rows(List<Named> figures) {
        CsvTable table = new CsvTable(List.of("figure", "unit", "mean", "half_width_95", "repeats"));
        for (Named figure : figures) {
            Estimate estimate = figure.estimate();
            table.row(figure.what(), figure.unit(), estimate.mean(), estimate.halfWidth(), estimate.repeats());
        }
        return table;
    }

    /** The comparisons for programs. */
    public static CsvTable comparisonRows(List<Comparison> comparisons) {
        CsvTable table = new CsvTable(List.of(
                "figure", "unit", "published_least", "published_most", "mean", "half_width_95", "repeats", "source", "explanation"));
        for (Comparison comparison : comparisons) {
            table.row(
                    comparison.what(),
                    comparison.unit(),
                    comparison.published().least(),
                    comparison.published().most(),
                    comparison.ours().mean(),
                    comparison.ours().halfWidth(),
                    comparison.ours().repeats(),
                    comparison.published().source(),
                    comparison.explanation());
        }
        return table;
    }

    /** The figures for readers. */
    public static MarkdownTable table(List<Named> figures) {
        MarkdownTable table = new MarkdownTable("figure", "mean and 95 % interval", "unit", "repeats");
        for (Named figure : figures) {
            table.row(
                    figure.what(),
                    figure.estimate().toString(),
                    figure.unit().isEmpty() ? Figure.NONE : figure.unit(),
                    Integer.toString(figure.estimate().repeats()));
        }
        return table;
    }

    /** The comparisons for readers; sources and explanations stand apart. */
    public static MarkdownTable comparisonTable(List<Comparison> comparisons) {
        MarkdownTable table = new MarkdownTable("figure", "published", "here", "unit", "difference");
        for (Comparison comparison : comparisons) {
            table.row(
                    comparison.what(),
                    comparison.published().figure(),
                    comparison.ours().toString(),
                    comparison.unit().isEmpty() ? Figure.NONE : comparison.unit(),
                    comparison.difference());
        }
        return table;
    }
}
