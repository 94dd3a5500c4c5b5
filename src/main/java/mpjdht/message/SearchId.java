package mpjdht.message;

/**
 * Which search: by that a node knows one that it has seen.
 *
 * @param root rank of the node from which it goes out
 * @param number its number there, which grows with every search, and with every life of the rank
 */
public record SearchId(int root, long number) {
    @Override
    public String toString() {
        return number + " of rank " + root;
    }
}
