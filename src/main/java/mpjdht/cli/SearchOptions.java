package mpjdht.cli;

import java.util.SplittableRandom;
import mpjdht.cli.setting.CheckedValues;
import mpjdht.cli.setting.Meanings;
import mpjdht.cli.setting.Setting;
import mpjdht.command.Limits;
import mpjdht.message.SearchKind;
import mpjdht.message.SearchMessage;
import mpjdht.node.flood.OverlayGraphs;
import mpjdht.node.flood.SearchSettings;
import mpjdht.node.flood.UsualSearch;

/** The settings of searches from neighbour to neighbour, and what they mean for a rank. */
final class SearchOptions {
    private static final int MOST_DEGREE = 256;

    /** How the degrees of the nodes are spread. */
    enum Graph {
        REGULAR,
        POWER_LAW
    }

    static final Setting<SearchKind> SEARCH = Setting.value("search", "KIND", Meanings.choice(SearchKind.class))
            .help(
                    "how FLOOD and --routing flood search: flood, every node asks all of its neighbours; ring, farther and farther; walk, walkers")
            .byDefault("flood")
            .build();

    static final Setting<Integer> TTL = Setting.value("ttl", "HOPS", Meanings.wholeNumber(1, Limits.MAX_TTL))
            .help("how far a search goes when its line does not say it; for a walker its steps")
            .otherwise("to every node; for a walker " + SearchSettings.USUAL_WALK_STEPS)
            .build();

    static final Setting<Integer> WALKERS = Setting.value(
                    "walkers", "K", Meanings.wholeNumber(1, SearchSettings.MOST_WALKERS))
            .help("walkers of a search, 1 to " + SearchSettings.MOST_WALKERS)
            .byDefault("16")
            .build();

    static final Setting<Graph> GRAPH = Setting.value("graph", "KIND", Meanings.choice(Graph.class))
            .help("neighbours for searches: regular, as many for each node; power-law, many for a few nodes")
            .byDefault("regular")
            .build();

    static final Setting<Integer> DEGREE = Setting.value("degree", "D", Meanings.wholeNumber(2, MOST_DEGREE))
            .help("mean number of neighbours for searches, 2 to " + MOST_DEGREE)
            .byDefault("4")
            .build();

    private SearchOptions() {}

    static OverlayGraphs graphs(CheckedValues values) {
        return new OverlayGraphs(
                values.get(GRAPH) == Graph.POWER_LAW, values.get(DEGREE), seed -> new SplittableRandom(seed)::nextInt);
    }

    static UsualSearch usual(CheckedValues values) {
        return new UsualSearch(
                values.get(SEARCH),
                values.find(TTL).orElse(SearchMessage.EVERYBODY),
                SearchSettings.certain(values.get(WALKERS)));
    }
}
