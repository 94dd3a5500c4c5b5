package mpjdht.ring;

/** What a replica has to do, in the chain of its region, or among those that become equal in the end. */
public enum ReplicaRole {
    /** Requests enter here, and reads are answered. */
    FIRST,
    /** Writes go through. */
    MIDDLE,
    /** Writes take effect here, and are answered. */
    LAST,
    /** First and last at once: there is no other that serves. */
    ONLY,
    /** Where copies become equal in the end: it gives writes their versions. */
    LEADER,
    /** Where copies become equal in the end: it takes what the leader has written. */
    FOLLOWER,
    /** It gets what it lacks, and answers nobody. */
    FILLING
}
