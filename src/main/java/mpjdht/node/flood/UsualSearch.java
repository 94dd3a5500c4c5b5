package mpjdht.node.flood;

import mpjdht.message.SearchKind;
import mpjdht.message.SearchMessage.Seek;

/**
 * How a rank searches when its client does not say it.
 *
 * @param kind how
 * @param ttl how many hops, or steps of each walker, at most
 * @param settings how much a search may take
 */
public record UsualSearch(SearchKind kind, int ttl, SearchSettings settings) {

    SearchKind kind(Seek seek) {
        return seek.kind().orElse(kind);
    }

    int ttl(Seek seek) {
        return seek.ttl() < 0 ? ttl : seek.ttl();
    }
}
