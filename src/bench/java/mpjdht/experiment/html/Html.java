package mpjdht.experiment.html;

import java.util.ArrayDeque;
import java.util.Deque;
import mpjdht.experiment.lab.Xml;

/** HTML that is written from top to bottom. Texts and values of attributes are escaped; elements are closed in their order. */
final class Html {
    private final StringBuilder text = new StringBuilder("<!DOCTYPE html>\n");
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Begins an element.
     *
     * @param attributes names and values in turn
     */
    Html open(String element, String... attributes) {
        tag(element, attributes);
        open.push(element);
        return this;
    }

    /** Ends the element that was begun last. */
    Html close() {
        text.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /** An element without content, such as {@code img}. */
    Html empty(String element, String... attributes) {
        tag(element, attributes);
        text.append('\n');
        return this;
    }

    /** An element with a text. */
    Html element(String element, String content, String... attributes) {
        return open(element, attributes).text(content).close();
    }

    /** Text. */
    Html text(String content) {
        text.append(Xml.escape(content));
        return this;
    }

    /** What is HTML already, and was made here. */
    Html raw(String html) {
        text.append(html);
        return this;
    }

    /**
     * The page.
     *
     * @throws IllegalStateException if an element is still open
     */
    String render() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("still open: " + open);
        }
        return text.toString();
    }

    private void tag(String element, String... attributes) {
        text.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            text.append(' ').append(attributes[i]).append("=\"").append(Xml.escape(attributes[i + 1])).append('"');
        }
        text.append('>');
    }
}
