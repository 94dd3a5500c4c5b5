package mpjdht.node.chord;

import mpjdht.message.ChordMessage.Question;
import mpjdht.ring.NodeRef;

/** A question of one node to another. */
abstract class Ask extends Call {
    private final ChordNode asker;
    private final NodeRef to;

    /**
     * A question that is asked as often as the settings allow.
     *
     * @param asker who asks
     * @param to who is asked
     */
    Ask(ChordNode asker, NodeRef to) {
        super(asker.settings().tries());
        this.asker = asker;
        this.to = to;
    }

    /** The question, with this token. */
    abstract Question question(long token);

    @Override
    final void send(long token) {
        asker.say(to, question(token));
    }
}
