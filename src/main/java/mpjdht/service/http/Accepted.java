package mpjdht.service.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a client takes, as its header Accept says. */
final class Accepted {
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern SEMICOLON = Pattern.compile(";");
    private static final Pattern QUALITY = Pattern.compile("[qQ]=([01](?:\\.[0-9]{0,3})?)");
    private static final List<String> TEXT = List.of("text/plain", "text/*", "application/openmetrics-text");
    private static final List<String> OBJECT = List.of("application/json", "application/*");

    private Accepted() {}

    /** Whether text is named, and is not liked less than JSON. */
    static boolean isText(List<String> lines) {
        String header = String.join(",", lines);
        double text = quality(header, TEXT);
        return text > 0 && text >= quality(header, OBJECT);
    }

    private static double quality(String header, List<String> types) {
        return COMMA.splitAsStream(header)
                .map(SEMICOLON::split)
                .filter(part ->
                        part.length > 0 && types.contains(part[0].strip().toLowerCase(Locale.ROOT)))
                .mapToDouble(Accepted::quality)
                .max()
                .orElse(0);
    }

    private static double quality(String... part) {
        for (int i = 1; i < part.length; i++) {
            var quality = QUALITY.matcher(part[i].strip());
            if (quality.matches()) {
                return Double.parseDouble(quality.group(1));
            }
        }
        return 1;
    }
}
