package mpjdht.node.head;

import static org.assertj.core.api.Assertions.assertThat;

import mpjdht.message.MembershipOutcome;
import mpjdht.node.head.MembershipRules.Decision;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.ring.Sha1KeySpace;
import mpjdht.ring.Xxh3KeySpace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembershipRulesTest {
    private static final int RANK = 3;

    /** A row a circle, with the nodes that it has before any joins without an id. */
    @ParameterizedTest
    @CsvSource({
        "sha1, 8, 200",
        "sha1, 8, 1",
        "xxh3, 8, 1",
        "xxh3, 10, 900",
        "direct, 1000, 1",
        "direct, 2, 1",
        "direct, 1, 1"
    })
    void nodesWithoutAnIdJoinUntilEveryIdIsTaken(String kind, int size, int nodes) {
        KeySpace space = space(kind, size);
        MembershipRules rules = new MembershipRules(space, Integer.MAX_VALUE);
        RingView view = RingView.of(0, space.initialIds(nodes), new int[nodes]);

        Decision joining = rules.joiningOnRank(view, RANK);
        while (joining.outcome() == MembershipOutcome.DONE) {
            view = view.join(joining.id(), RANK);
            joining = rules.joiningOnRank(view, RANK);
        }

        assertThat(joining.outcome()).isEqualTo(MembershipOutcome.NO_FREE_ID);
        assertThat(view.size() - 1L).isEqualTo(space.highestId() - space.lowestId());
        assertThat(view.id(0)).isEqualTo(space.lowestId());
        assertThat(view.id(view.size() - 1)).isEqualTo(space.highestId());
    }

    /** A row a request to a ring of the nodes 100 and 1000, which may have three. */
    @ParameterizedTest
    @CsvSource({
        "ADD, 100, ID_TAKEN",
        "ADD, 200, DONE",
        "REMOVE, 200, NOT_ON_CIRCLE",
        "REMOVE, 100, DONE",
    })
    void theRingDecides(String verb, long id, MembershipOutcome outcome) {
        RingView view = RingView.of(0, new long[] {100, 1000}, new int[] {1, 2});
        MembershipRules rules = new MembershipRules(new DirectKeySpace(1000), 3);

        MembershipOutcome decided = verb.equals("ADD")
                ? rules.joining(view, id).outcome()
                : rules.leaving(view, id).outcome();

        assertThat(decided).isEqualTo(outcome);
        assertThat(rules.joining(view.join(300, 1), 200).outcome()).isEqualTo(MembershipOutcome.CIRCLE_FULL);
        assertThat(rules.leaving(view.leave(100), 1000).outcome()).isEqualTo(MembershipOutcome.LAST_NODE);
    }

    private static KeySpace space(String kind, int size) {
        return switch (kind) {
            case "sha1" -> new Sha1KeySpace(size);
            case "xxh3" -> new Xxh3KeySpace(size);
            default -> new DirectKeySpace(size);
        };
    }
}
