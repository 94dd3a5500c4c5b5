package mpjdht.experiment.lab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import mpjdht.report.CsvTable;
import mpjdht.report.LineChart;
import mpjdht.report.MarkdownTable;

/**
 * What an experiment found: tables, pictures, figures with their intervals, and comparisons with what others have published. What holds
 * times of this machine goes to {@link #measured()}; everything else is the same for the same seed.
 */
public final class Findings {
    private final List<Finding> files = new ArrayList<>();
    private final List<Figures.Named> figures = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();
    private Findings measured;

    /** The part that depends on this machine and on what else it does. */
    public Findings measured() {
        if (measured == null) {
            measured = new Findings();
            measured.measured = measured;
        }
        return measured;
    }

    /** A table for programs, as {@code NAME.csv}. */
    public Findings rows(String name, CsvTable table) {
        files.add(new Finding.Rows(name + ".csv", table));
        return this;
    }

    /** Tables for readers, as {@code NAME.md}. */
    public Findings tables(String name, MarkdownTable... tables) {
        files.add(new Finding.Tables(name + ".md", List.of(tables)));
        return this;
    }

    /** A chart, as {@code NAME.svg}. */
    public Findings chart(String name, LineChart chart) {
        files.add(new Finding.Chart(name + ".svg", chart));
        return this;
    }

    /** A ring, as {@code NAME.svg}. */
    public Findings ring(String name, RingDrawing drawing, String caption) {
        files.add(new Finding.Ring(name + ".svg", drawing, caption));
        return this;
    }

    /** A figure with its interval. */
    public Findings figure(String what, String unit, Estimate estimate) {
        figures.add(new Figures.Named(what, unit, estimate));
        return this;
    }

    /** Our figure beside the published one. */
    public Findings compare(Comparison comparison) {
        comparisons.add(comparison);
        return this;
    }

    /** Whether there is nothing here, but perhaps something measured. */
    public boolean isEmpty() {
        return files.isEmpty() && figures.isEmpty() && comparisons.isEmpty();
    }

    /** Tables and pictures, in the order in which they were found. */
    public List<Finding> files() {
        return Collections.unmodifiableList(files);
    }

    /** Figures with their intervals. */
    public List<Figures.Named> figures() {
        return Collections.unmodifiableList(figures);
    }

    /** Figures beside published ones. */
    public List<Comparison> comparisons() {
        return Collections.unmodifiableList(comparisons);
    }
}
