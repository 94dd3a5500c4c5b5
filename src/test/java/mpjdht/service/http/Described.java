package mpjdht.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the document of the interface says of responses. */
public final class Described {
    private static final Described DOCUMENT = read();
    private static final Pattern NAMED = Pattern.compile("\\{[a-z]+}");

    private final Map<?, ?> paths;
    private final Set<String> ofAny;

    private Described(Map<String, Object> document) {
        paths = (Map<?, ?>) document.get("paths");
        ofAny = names(document.get("x-any-request"));
    }

    private static Described read() {
        try (InputStream stream = HttpDoor.class.getResourceAsStream("openapi.json")) {
            return new Described(JSON.std.mapFrom(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> names(Object object) {
        Set<String> names = new TreeSet<>();
        ((Map<?, ?>) object).keySet().forEach(name -> names.add((String) name));
        return names;
    }

    /** Fails unless the document has that status among those of a request. */
    public static void check(String method, String target, int status) {
        assertThat(DOCUMENT.statuses(method, path(target)))
                .as("what openapi.json says of %s %.100s", method, target)
                .contains(Integer.toString(status));
    }

    private static String path(String target) {
        String path = target.replaceFirst("(?i)^https?://[^/?]*", "").split("\\?", 2)[0];
        return path.isEmpty() ? "/" : path;
    }

    private Set<String> statuses(String method, String path) {
        Optional<Map<?, ?>> item = paths.keySet().stream()
                .map(String.class::cast)
                .filter(template -> path.matches(NAMED.matcher(template).replaceAll(".*")))
                .findFirst()
                .map(template -> (Map<?, ?>) paths.get(template));
        Set<String> known = new TreeSet<>(ofAny);
        if (item.isEmpty()) {
            known.addAll(Set.of("400", "401", "403", "404", "421"));
        } else if (item.get().get(method.toLowerCase(Locale.ROOT)) instanceof Map<?, ?> operation) {
            known.addAll(names(operation.get("responses")));
        } else {
            known.addAll(Set.of("400", "401", "403", "405", "421"));
        }
        return known;
    }
}
