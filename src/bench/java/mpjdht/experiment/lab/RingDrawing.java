package mpjdht.experiment.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A ring as a picture: nodes on the circle at their positions, clockwise from the top, the arc that each owns, in two colours in turn,
 * and lines from node to node. It is SVG, in the colours of the page that it stands in.
 */
public final class RingDrawing {
    private static final double RADIUS = 160;
    private static final double HALF_SIZE = 190;
    private static final double NODE_RADIUS = 5;
    private static final double BEND = 0.25;
    private static final double CIRCLE = 0x1p64;
    private static final String ACCENT = "var(--accent, #0a6790)";
    private static final String RIM = "var(--rim, #c9c5ba)";
    private static final String WARM = "var(--warm, #b3400c)";
    private static final String INK = "var(--ink, #1b2127)";

    private final List<Long> ids;
    private final List<Line> lines = new ArrayList<>();

    /** A line between two nodes, by their places in the order of the ids. */
    private record Line(int from, int to) {}

    /**
     * A ring without lines.
     *
     * @param ids positions of the nodes, unsigned, in parts of 2^64 of the circle; at least one
     */
    public RingDrawing(List<Long> ids) {
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("a ring without nodes");
        }
        this.ids = ids.stream().sorted(Long::compareUnsigned).toList();
    }

    /**
     * Draws a line from a node to another: a finger, or a step of a way.
     *
     * @throws IllegalArgumentException if one of them is not there
     */
    public RingDrawing line(long from, long to) {
        lines.add(new Line(indexOf(from), indexOf(to)));
        return this;
    }

    private int indexOf(long id) {
        int index = ids.indexOf(id);
        if (index < 0) {
            throw new IllegalArgumentException("no node at " + Long.toUnsignedString(id) + " on the ring that is drawn");
        }
        return index;
    }

    /** The picture, with a title for those who do not see it. */
    public String svg(String title) {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"%1$.0f %1$.0f %2$.0f %2$.0f\" width=\"%2$.0f\" height=\"%2$.0f\""
                        + " role=\"img\">\n<title>%3$s</title>\n",
                -HALF_SIZE,
                2 * HALF_SIZE,
                Xml.escape(title)));
        for (int i = 0; i < ids.size(); i++) {
            svg.append(arc(i));
        }
        for (Line line : lines) {
            svg.append(path(line));
        }
        for (int i = 0; i < ids.size(); i++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"%.0f\" style=\"fill:%s\"><title>%s</title></circle>\n",
                    x(i),
                    y(i),
                    NODE_RADIUS,
                    isFrom(i) ? WARM : INK,
                    String.format("%016x", ids.get(i))));
        }
        return svg.append("</svg>\n").toString();
    }

    private boolean isFrom(int index) {
        return lines.stream().anyMatch(line -> line.from() == index);
    }

    /** The arc that a node owns: from behind the node before it up to itself. */
    private String arc(int index) {
        String style = "fill:none;stroke-width:7;stroke:" + (index % 2 == 0 ? ACCENT : RIM);
        if (ids.size() == 1) {
            return String.format(Locale.ROOT, "<circle r=\"%.0f\" style=\"%s\"/>\n", RADIUS, style);
        }
        int before = Math.floorMod(index - 1, ids.size());
        int isLarge = unsigned(ids.get(index) - ids.get(before)) > CIRCLE / 2 ? 1 : 0;
        return String.format(
                Locale.ROOT,
                "<path d=\"M%.2f %.2fA%3$.0f %3$.0f 0 %4$d 1 %5$.2f %6$.2f\" style=\"%7$s\"/>\n",
                x(before),
                y(before),
                RADIUS,
                isLarge,
                x(index),
                y(index),
                style);
    }

    private String path(Line line) {
        double middleX = (x(line.from()) + x(line.to())) / 2 * BEND;
        double middleY = (y(line.from()) + y(line.to())) / 2 * BEND;
        return String.format(
                Locale.ROOT,
                "<path d=\"M%.2f %.2fQ%.2f %.2f %.2f %.2f\" style=\"fill:none;stroke:%s;stroke-width:1.5\"/>\n",
                x(line.from()),
                y(line.from()),
                middleX,
                middleY,
                x(line.to()),
                y(line.to()),
                WARM);
    }

    private double x(int index) {
        return RADIUS * StrictMath.sin(angle(index));
    }

    private double y(int index) {
        return -RADIUS * StrictMath.cos(angle(index));
    }

    private double angle(int index) {
        return 2 * Math.PI * unsigned(ids.get(index)) / CIRCLE;
    }

    private static double unsigned(long number) {
        return number >= 0 ? number : number + CIRCLE;
    }
}
