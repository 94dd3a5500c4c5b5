package mpjdht.node.flood;

import mpjdht.message.ControlMessage;
import mpjdht.ring.NodeRef;

/** Takes what a node has to say to another one. */
@FunctionalInterface
public interface NodeOutbox {

    /** Sends a message, which names the node as well. */
    void send(NodeRef to, ControlMessage message);
}
