package mpjdht.node.chord;

import java.util.List;
import mpjdht.message.ChordMessage.GetPredecessor;
import mpjdht.message.ChordMessage.GetSuccessors;
import mpjdht.message.ChordMessage.Notify;
import mpjdht.message.ChordMessage.Ping;
import mpjdht.message.ChordMessage.Pong;
import mpjdht.message.ChordMessage.PredecessorIs;
import mpjdht.message.ChordMessage.Question;
import mpjdht.message.ChordMessage.SuccessorsAre;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;

/**
 * Keeps the pointers to the neighbours right: {@code stabilise}, {@code rectify} and {@code check_predecessor} (Zave, figure
 * 3; Stoica et al., figure 6).
 *
 * <p>What Zave's rules add to those of 2003: a successor list is always taken whole from a node that has just answered; a
 * closer successor is adopted only once it has answered; and a predecessor gives way only to a closer node, or when it is
 * found dead.
 */
final class Stabiliser {
    private final ChordNode node;
    private boolean running;
    private boolean checking;

    Stabiliser(ChordNode node) {
        this.node = node;
    }

    /** Asks the successor for its neighbours, unless that question is under way. */
    void run() {
        if (running) {
            return;
        }
        if (node.alone()) {
            NodeRef before = node.predecessor();
            if (before != null && before.id() != node.self().id()) {
                adopt(before);
            }
            return;
        }
        running = true;
        NodeRef successor = node.successor();
        node.line().ask(new Ask(node, successor) {
            @Override
            Question question(long token) {
                return new GetPredecessor(token);
            }

            @Override
            public void onPredecessorIs(PredecessorIs answer) {
                running = false;
                if (node.member()) {
                    refresh(successor, answer);
                }
            }

            @Override
            void failed() {
                running = false;
                node.dropSuccessor(successor);
                node.stabilise();
            }
        });
    }

    /** The successor has answered: its list, moved on by one, is this node's; and it may know a closer one. */
    private void refresh(NodeRef successor, PredecessorIs answer) {
        if (node.successor().id() != successor.id()) {
            return;
        }
        install(successor, answer.successors());
        NodeRef before = answer.predecessor().isEmpty()
                ? successor
                : answer.predecessor().get(0);
        if (before.id() == node.self().id()) {
            node.ownership().successorOwns(answer);
        }
        if (node.rules().between(node.self().id(), before.id(), successor.id())) {
            adopt(before);
        } else {
            node.say(successor, new Notify());
        }
    }

    /** Somebody knows better who is on the circle. */
    void heardOf(RingView ring) {
        if (node.predecessor() != null && isGone(node.predecessor(), ring)) {
            lose(node.predecessor());
        }
        for (NodeRef successor : List.copyOf(node.successors())) {
            if (isGone(successor, ring)) {
                node.dropSuccessor(successor);
            }
        }
        for (int i = 0; i < node.fingers().size(); i++) {
            NodeRef finger = node.fingers().get(i);
            if (finger != null && isGone(finger, ring)) {
                node.fingers().remove(finger.id());
            }
        }
        int self = ring.indexOf(node.self().id());
        NodeRef next = ring.node(self < 0 ? ring.ownerIndex(node.self().id() + 1) : ring.successorIndex(self));
        boolean isCloser = node.alone()
                || node.rules()
                        .between(node.self().id(), next.id(), node.successor().id());
        if (!running && isCloser && next.id() != node.self().id()) {
            adopt(next);
        }
    }

    private boolean isGone(NodeRef other, RingView ring) {
        int index = ring.indexOf(other.id());
        return other.id() != node.self().id() && (index < 0 || ring.rank(index) != other.rank());
    }

    private void adopt(NodeRef closer) {
        if (!node.rules().asksBeforeAdopting()) {
            install(closer, node.successors());
            node.say(closer, new Notify());
            return;
        }
        running = true;
        node.line().ask(new Ask(node, closer) {
            @Override
            Question question(long token) {
                return new GetSuccessors(token);
            }

            @Override
            public void onSuccessorsAre(SuccessorsAre answer) {
                running = false;
                boolean stillCloser = node.alone()
                        || node.rules()
                                .between(
                                        node.self().id(),
                                        closer.id(),
                                        node.successor().id());
                if (node.member() && stillCloser) {
                    install(closer, answer.successors());
                }
                node.say(node.successor(), new Notify());
            }

            @Override
            void failed() {
                running = false;
                if (node.alone()) {
                    lose(closer);
                } else {
                    node.say(node.successor(), new Notify());
                }
            }
        });
    }

    private void install(NodeRef first, List<NodeRef> behind) {
        List<NodeRef> merged =
                node.rules().merge(node.self(), first, behind, node.settings().successors());
        if (!merged.equals(node.successors())) {
            node.setSuccessors(merged);
        }
    }

    /** Somebody believes to be the predecessor ({@code rectify}). */
    void notified(NodeRef candidate) {
        NodeRef before = node.predecessor();
        if (candidate.id() == node.self().id() || (before != null && before.id() == candidate.id())) {
            return;
        }
        if (before == null
                || node.rules().between(before.id(), candidate.id(), node.self().id())) {
            accept(candidate);
        } else {
            checkPredecessor(candidate);
        }
    }

    private void accept(NodeRef candidate) {
        node.setPredecessor(candidate);
        node.ownership().reconcile();
        if (node.alone()) {
            run();
        }
    }

    /** Asks whether the predecessor is alive ({@code check_predecessor}). */
    void checkPredecessor() {
        if (node.member() && node.predecessor() != null) {
            checkPredecessor(null);
        }
    }

    /** Asks whether the predecessor is alive; if not, the candidate takes its place, where there is one. */
    private void checkPredecessor(NodeRef candidate) {
        if (checking) {
            return;
        }
        checking = true;
        NodeRef before = node.predecessor();
        node.line().ask(new Ask(node, before) {
            @Override
            Question question(long token) {
                return new Ping(token);
            }

            @Override
            public void onPong(Pong answer) {
                checking = false;
            }

            @Override
            void failed() {
                checking = false;
                lose(before);
                if (candidate != null && node.predecessor() == null && node.member()) {
                    accept(candidate);
                }
            }
        });
    }

    private void lose(NodeRef dead) {
        if (node.predecessor() != null && node.predecessor().id() == dead.id()) {
            node.setPredecessor(null);
        }
    }

    /** The successor leaves on purpose, and names those behind it. */
    void farewell(NodeRef leaving, List<NodeRef> behind) {
        boolean wasFirst = node.successor().id() == leaving.id();
        if (wasFirst && behind.get(0).id() != leaving.id()) {
            install(behind.get(0), behind.subList(1, behind.size()));
        } else {
            node.dropSuccessor(leaving);
        }
        node.fingers().remove(leaving.id());
        lose(leaving);
    }
}
