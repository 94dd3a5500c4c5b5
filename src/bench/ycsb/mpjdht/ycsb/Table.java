package mpjdht.ycsb;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A table of records, as YCSB sees it, for one thread. */
interface Table extends AutoCloseable {

    /** Stores a record in the place of whatever is there. */
    void insert(String key, Map<String, byte[]> fields);

    /**
     * Fields of a record.
     *
     * @param names of those that are asked for; null for all
     * @return empty when there is no such record
     */
    Optional<Map<String, byte[]>> read(String key, Set<String> names);

    /**
     * Changes fields of a record, in one step, and leaves the others as they are.
     *
     * @return whether there is such a record
     */
    boolean update(String key, Map<String, byte[]> fields);

    /** Takes a record out; tells whether there was one. */
    boolean delete(String key);

    @Override
    void close();
}
