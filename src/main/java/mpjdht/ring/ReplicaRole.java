package mpjdht.ring;

/** What a replica has to do in the chain of its region. */
public enum ReplicaRole {
    /** Requests enter here, and reads are answered. */
    FIRST,
    /** Writes go through. */
    MIDDLE,
    /** Writes take effect here, and are answered. */
    LAST,
    /** First and last at once: there is no other that serves. */
    ONLY,
    /** It gets what it lacks, and answers nobody. */
    FILLING
}
