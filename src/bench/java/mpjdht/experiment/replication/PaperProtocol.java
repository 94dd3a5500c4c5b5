package mpjdht.experiment.replication;

/** Protocols of the papers on chain replication, which the product does not have. */
enum PaperProtocol {
    /** Updates enter at the head and are answered by the tail; the tail answers queries (van Renesse and Schneider, OSDI 2004, section 3). */
    CHAIN("chain"),
    /** The primary answers everything, when all backups have acknowledged every update before (the same, section 4). */
    PRIMARY_BACKUP("p/b"),
    /** A chain in which any server answers queries, so that they may be old (the same, section 5.1). */
    WEAK_CHAIN("weak"),
    /**
     * A chain in which any server answers queries: from what it has when that is clean, and else once the tail has told the version (Terrace and
     * Freedman, USENIX ATC 2009, section 2.3).
     */
    CRAQ("CRAQ");

    private final String text;

    PaperProtocol(String text) {
        this.text = text;
    }

    /** As the papers' figures name it. */
    @Override
    public String toString() {
        return text;
    }
}
