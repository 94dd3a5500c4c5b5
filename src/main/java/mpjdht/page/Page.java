package mpjdht.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page of the dashboard, as it is in the jar. It needs nothing else: its one style and its one script are in it, and who serves it
 * lets the browser run these two alone, by their hashes.
 */
public final class Page {
    private static final String RESOURCE = "dashboard.html";
    private static final String HEAD = "<meta charset=\"utf-8\">\n";
    private static final String SCRIPT = "<script>";

    private final String text;
    private final String policy;

    private Page(String text) {
        this.text = text;
        this.policy = "default-src 'none'; style-src 'sha256-" + hash(between("<style>", "</style>"))
                + "'; script-src 'sha256-" + hash(between(SCRIPT, "</script>"))
                + "'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    /** Reads the page. */
    public static Page load() {
        try (InputStream in = Page.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in the jar; right is a jar of this build");
            }
            return new Page(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + ": cannot be read from the jar", e);
        }
    }

    /** The rules of CSS that give its colours their names, light and dark: for other pages that are to look like it. */
    public String colours() {
        return between("<style>", "* { box-sizing");
    }

    /** The page that a door serves, in UTF-8. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The value of the header Content-Security-Policy with which a door serves it. */
    public String contentSecurityPolicy() {
        return policy + "; frame-ancestors 'none'";
    }

    /**
     * The page with a run of the simulator in it, which it shows instead of a server.
     *
     * @param json the run
     */
    public String withReplay(String json) {
        // A '<' stands in strings alone, where this is the same; so no text of the run can end its element.
        String run = "<script type=\"application/json\" id=\"replay\">" + json.replace("<", "\\u003c") + "</script>\n";
        String meta = "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n";
        int head = text.indexOf(HEAD) + HEAD.length();
        int script = text.indexOf(SCRIPT);
        return text.substring(0, head) + meta + text.substring(head, script) + run + text.substring(script);
    }

    private String between(String opening, String closing) {
        int begin = text.indexOf(opening) + opening.length();
        return text.substring(begin, text.indexOf(closing, begin));
    }

    private static String hash(String block) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(block.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
