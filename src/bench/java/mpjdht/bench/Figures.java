package mpjdht.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Figures that programs print. */
final class Figures {
    private static final Pattern SUMMARY = Pattern.compile("(?m)^[\\d,]+ commands? in ([\\d.]+) s");

    private Figures() {}

    /** Lines of a name and a number. */
    static Map<String, Double> read(Path file) throws IOException {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ", -1);
            figures.put(words[0], Double.parseDouble(words[1]));
        }
        return figures;
    }

    /** The seconds in the program's summary, from the first command to the last result. */
    static double summarySeconds(String standardError) {
        Matcher matcher = SUMMARY.matcher(standardError);
        if (!matcher.find()) {
            throw new BenchException("no summary where one was expected: " + standardError.strip());
        }
        return Double.parseDouble(matcher.group(1));
    }
}
