package mpjdht.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Which ranks share a host, as far as the launcher has told: copies of a key belong on hosts that differ. */
public final class Hosts {
    /** System property: the hosts of the job, in the order in which ranks were dealt to them, between commas. */
    public static final String PROPERTY = "mpjdht.hosts";

    private Hosts() {}

    /** The JVM option that tells a rank. */
    public static String option(List<String> hosts) {
        return "-D" + PROPERTY + "=" + String.join(",", hosts);
    }

    /**
     * A number for the host of each rank.
     *
     * @param told the value of the property; null where nobody has told, and all ranks count as on one host
     * @param ranks how many there are
     */
    static IntUnaryOperator ofRanks(String told, int ranks) {
        if (told == null || told.isEmpty()) {
            return rank -> 0;
        }
        List<String> hosts = List.of(told.split(","));
        List<String> hostOfRank = dealt(hosts, ranks);
        return rank -> hosts.indexOf(hostOfRank.get(rank));
    }

    /**
     * Returns the host of each rank: MPJ Express deals ranks out in blocks, the first hosts getting one more.
     *
     * @param hosts at least one
     * @param ranks 1 or more
     */
    public static List<String> dealt(List<String> hosts, int ranks) {
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
