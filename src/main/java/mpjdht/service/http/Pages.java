package mpjdht.service.http;

import java.util.Map;
import java.util.Optional;

/** What is the same for everybody who asks: the page, how the server is, what it has. */
final class Pages {
    private final Map<String, Page> pages;

    /**
     * A response that is known.
     *
     * @param verb what {@code /metrics} calls it
     * @param headers names and values in turn
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record Page(String verb, String type, byte[] bytes, String... headers) {}

    /** These pages, by their paths. */
    Pages(Map<String, Page> pages) {
        this.pages = Map.copyOf(pages);
    }

    Optional<Exchange> find(String path, Responder responder) {
        return Optional.ofNullable(pages.get(path))
                .map(page -> new StaticExchange(responder, page.verb(), page.type(), page.bytes(), page.headers()));
    }
}
