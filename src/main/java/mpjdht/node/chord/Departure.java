package mpjdht.node.chord;

import mpjdht.message.ChordMessage.Leaving;
import mpjdht.message.ChordMessage.Pong;
import mpjdht.message.ChordMessage.Question;

/**
 * How a node leaves on purpose (Stoica et al., section IV.E.4): it hands its arc to its successor, or what is the predecessor's
 * to that one, and then tells its
 * predecessor who comes behind it. A successor that cannot take the arc now, because it leaves or receives another one, is
 * asked again with the next stabilisation.
 */
final class Departure {
    private final ChordNode node;
    private boolean underWay;
    private boolean predecessorRefused;

    Departure(ChordNode node) {
        this.node = node;
    }

    /** Does the next thing, unless one is under way. */
    void goOn() {
        if (underWay || !node.leaving() || node.ownership().busy()) {
            return;
        }
        if (node.ownership().owned() == null) {
            sayFarewell();
        } else if (node.ownership().holdsPartOfPredecessor() && !predecessorRefused) {
            underWay = true;
            node.ownership().givePartOfPredecessor(this::predecessorHasItsPart);
        } else if (!node.alone()) {
            underWay = true;
            node.ownership().giveAll(node.successor(), this::successorHasAll);
        }
    }

    private void predecessorHasItsPart(boolean taken) {
        underWay = false;
        predecessorRefused = !taken;
        goOn();
    }

    private void successorHasAll(boolean taken) {
        underWay = false;
        predecessorRefused = false;
        if (taken) {
            sayFarewell();
        }
    }

    private void sayFarewell() {
        if (node.predecessor() == null) {
            node.enter(ChordNode.Phase.LEFT);
            return;
        }
        underWay = true;
        node.line().ask(new Ask(node, node.predecessor()) {
            @Override
            Question question(long token) {
                return new Leaving(token, node.successors());
            }

            @Override
            public void onPong(Pong answer) {
                node.enter(ChordNode.Phase.LEFT);
            }

            @Override
            void failed() {
                node.enter(ChordNode.Phase.LEFT);
            }
        });
    }
}
