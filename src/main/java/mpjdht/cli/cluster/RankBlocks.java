package mpjdht.cli.cluster;

import java.util.ArrayList;
import java.util.List;

/** Which host runs which rank: MPJ Express deals ranks out in blocks, the first hosts getting one more. */
public final class RankBlocks {
    private RankBlocks() {}

    /**
     * Returns the host of each rank.
     *
     * @param hosts at least one
     * @param ranks 1 or more
     */
    public static List<String> hostOfRank(List<String> hosts, int ranks) {
        int used = Math.min(hosts.size(), ranks);
        List<String> hostOfRank = new ArrayList<>(ranks);
        for (int i = 0; i < used; i++) {
            int count = ranks / used + (i < ranks % used ? 1 : 0);
            for (int j = 0; j < count; j++) {
                hostOfRank.add(hosts.get(i));
            }
        }
        return hostOfRank;
    }
}
