package mpjdht.message;

/** A message of the control plane: who joins and leaves, what moves, and the end. Grouped by who receives it, and for what. */
public sealed interface ControlMessage
        permits HeadMessage,
                PointerMessage,
                MoveMessage,
                ChainMessage,
                FlowMessage,
                InquiryMessage,
                MetricMessage,
                FaultMessage,
                ClientMessage,
                BroadcastMessage,
                GatherMessage,
                StreamMessage,
                PeerMessage,
                ComparisonMessage,
                MemberMessage,
                SearchMessage,
                NeighbourMessage {

    /** The bytes of this message, as {@link ControlCodec} reads them. */
    default byte[] encode() {
        return ControlCodec.encode(this);
    }
}
