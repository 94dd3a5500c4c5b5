package mpjdht.sim.chord;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import mpjdht.message.ChordCodec;
import mpjdht.message.ChordMessage.Answered;
import mpjdht.message.ChordMessage.Envelope;
import mpjdht.message.ChordMessage.Leaving;
import mpjdht.message.ChordMessage.NextOnTheWay;
import mpjdht.message.ChordMessage.PredecessorFound;
import mpjdht.message.ChordMessage.PredecessorIs;
import mpjdht.message.ChordMessage.SuccessorsAre;
import mpjdht.message.MessageKind;
import mpjdht.ring.NodeRef;
import mpjdht.sim.Simulation;

/** Finds, among the messages on their way, the successor lists that some node may take for its own when they arrive. */
final class ListsInFlight extends AnswersOnly {
    private final BiConsumer<Long, List<NodeRef>> viewer;

    private ListsInFlight(BiConsumer<Long, List<NodeRef>> viewer) {
        this.viewer = viewer;
    }

    /** Shows every such list, nearest node first, and who sends it. */
    static void forEach(Simulation simulation, BiConsumer<Long, List<NodeRef>> viewer) {
        ListsInFlight lists = new ListsInFlight(viewer);
        simulation.forEachMessage((from, to, bytes, length) -> {
            if (MessageKind.of(bytes, 0, length) == MessageKind.CHORD) {
                ChordCodec.decode(from, bytes, 0, length, lists);
            }
        });
    }

    @Override
    public void onLeaving(Envelope envelope, Leaving message) {
        viewer.accept(envelope.from().id(), message.successors());
    }

    @Override
    public void onAnswer(Envelope envelope, Answered answer) {
        if (answer instanceof PredecessorIs neighbours) {
            viewer.accept(envelope.from().id(), behind(envelope.from(), neighbours.successors()));
        } else if (answer instanceof SuccessorsAre list) {
            viewer.accept(envelope.from().id(), behind(envelope.from(), list.successors()));
        } else if (answer instanceof NextOnTheWay step && step.arrived()) {
            viewer.accept(envelope.from().id(), step.nodes());
        } else if (answer instanceof PredecessorFound found && found.nodes().size() > 1) {
            viewer.accept(
                    envelope.from().id(), found.nodes().subList(1, found.nodes().size()));
        }
    }

    /** The list of a node whose first successor has answered. */
    private static List<NodeRef> behind(NodeRef first, List<NodeRef> others) {
        List<NodeRef> list = new ArrayList<>(others.size() + 1);
        list.add(first);
        list.addAll(others);
        return list;
    }
}
