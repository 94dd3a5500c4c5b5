package mpjdht.node.flood;

import java.util.List;
import java.util.Optional;
import mpjdht.message.SearchedKey;
import mpjdht.ring.NodeRef;

/** What a search sees of the node to which it comes. */
public interface SearchedNode {

    /** The node. */
    NodeRef self();

    /** Its neighbours, each once, itself not among them. */
    List<NodeRef> neighbours();

    /** The value that it holds under a key; empty when it holds none. */
    Optional<byte[]> value(SearchedKey key);
}
