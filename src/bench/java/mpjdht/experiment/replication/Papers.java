package mpjdht.experiment.replication;

import mpjdht.experiment.lab.Source;

/** Where the published figures are from: all of them are told in the text of the papers, none is read off a plot. */
final class Papers {
    private static final String CHAIN =
            "van Renesse, Schneider, Chain Replication for Supporting High Throughput and Availability, OSDI 2004";
    private static final String CRAQ =
            "Terrace, Freedman, Object Storage on CRAQ: High-Throughput Chain Replication for Read-Mostly Workloads, USENIX ATC 2009";

    private Papers() {}

    static Source chain(String place) {
        return new Source(CHAIN, place);
    }

    static Source craq(String place) {
        return new Source(CRAQ, place);
    }
}
