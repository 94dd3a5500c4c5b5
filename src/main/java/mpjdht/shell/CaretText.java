package mpjdht.shell;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A line with a caret under one of its columns. Of a long line the part around the column is shown. */
final class CaretText {
    private static final String INDENT = "  ";
    private static final String CUT = "…";
    private static final int MOST_BEFORE = 60;
    private static final int MOST_BEHIND = 40;

    private CaretText() {}

    /**
     * The line, and below it the caret.
     *
     * @param column in bytes of UTF-8 from 1; one past the end of the line is its end
     */
    static List<String> of(String line, int column) {
        int[] points = line.codePoints().toArray();
        int at = point(points, column);
        int from = at > MOST_BEFORE ? at - MOST_BEFORE : 0;
        int to = Math.min(points.length, at + MOST_BEHIND);
        StringBuilder shown = new StringBuilder(INDENT).append(from > 0 ? CUT : "");
        StringBuilder caret = new StringBuilder(INDENT).append(from > 0 ? " " : "");
        for (int i = from; i < to; i++) {
            shown.appendCodePoint(isControl(points[i]) ? '?' : points[i]);
            if (i < at) {
                caret.append(room(points[i]));
            }
        }
        shown.append(to < points.length ? CUT : "");
        return List.of(shown.toString().stripTrailing(), caret.append('^').toString());
    }

    private static int point(int[] points, int column) {
        int bytes = 1;
        for (int i = 0; i < points.length; i++) {
            bytes += new String(points, i, 1).getBytes(StandardCharsets.UTF_8).length;
            if (column < bytes) {
                return i;
            }
        }
        return points.length;
    }

    private static boolean isControl(int point) {
        return point != '\t' && Character.getType(point) == Character.CONTROL;
    }

    /** As wide as a character on a terminal. */
    private static String room(int point) {
        if (point == '\t') {
            return "\t";
        }
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return "";
        }
        return isWide(point) ? "  " : " ";
    }

    private static boolean isWide(int point) {
        return Character.isIdeographic(point)
                || (point >= 0x1100 && point <= 0x115f)
                || (point >= 0x3041 && point <= 0x33ff)
                || (point >= 0xac00 && point <= 0xd7a3)
                || (point >= 0xff01 && point <= 0xff60)
                || (point >= 0x1f300 && point <= 0x1faff);
    }
}
