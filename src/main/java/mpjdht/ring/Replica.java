package mpjdht.ring;

/**
 * A place where a copy of an arc is kept, or is to be: a node in one of its lives. A node that has crashed and come back remembers
 * nothing, so that it is another replica.
 *
 * @param id place of the node on the circle, unsigned
 * @param rank rank of the process that hosts it
 * @param life how often the node has begun anew, from 0
 */
public record Replica(long id, int rank, int life) {

    @Override
    public String toString() {
        return Long.toUnsignedString(id) + "@" + rank + (life == 0 ? "" : "#" + life);
    }
}
