package mpjdht.store;

/** Which of two versions of a key stays. */
@FunctionalInterface
public interface VersionOrder {
    /** That of the versions themselves: the last writer wins. */
    VersionOrder LAST_WRITER =
            (time, writer, thanTime, thanWriter) -> Version.compare(time, writer, thanTime, thanWriter) > 0;

    /** Whether a version is newer than another. */
    boolean isNewer(long time, int writer, long thanTime, int thanWriter);
}
