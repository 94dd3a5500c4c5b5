package mpjdht.node.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mpjdht.message.ChainMessage.Heard;
import mpjdht.message.FlowMessage.Credit;
import mpjdht.message.FlowMessage.Due;
import mpjdht.message.Origin;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.Region;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replicas of which each may send a client a hundred bytes of answers unasked: one, and a second that overdraws. */
class ReplicaCreditTest extends ChainOfThree {
    private static final int CREDIT_BYTES = 100;
    private static final String VALUE = "v".repeat(50);

    /** Of an answer with that value. */
    private static final int ANSWER_BYTES = 70;

    private static final int WRITE_ANSWER_BYTES = 20;

    @BeforeEach
    void limitTheCredit() {
        limits = new FlowLimits(WINDOW, 1 << 20, CREDIT_BYTES);
    }

    /** A chain that knows a key, and whose client has used the answer. */
    private void beginWithValue(Configuration configuration) {
        begin(configuration);
        put(0, "key", VALUE);
        enter(1, 0);
        runAll();
        for (int rank = 1; rank <= 3; rank++) {
            credit(rank, WRITE_ANSWER_BYTES, 1);
        }
    }

    private void getThree(long epoch) {
        get(1, "key");
        get(2, "key");
        get(3, "key");
        enter(1, epoch);
    }

    private void credit(int rank, int bytes, int oldest) {
        send(rank, CLIENT, new Credit(0, bytes, oldest));
    }

    private void due(int rank, int sequence, long epoch) {
        long position = place(ascii("key")).position();
        send(rank, CLIENT, new Due(Origin.of(CLIENT, 0), sequence, OWNER, position, 0, epoch));
    }

    @Test
    void withoutCreditRequestsWaitInTheirOrderUntilThereIsSome() {
        beginWithValue(chain(0, A));
        getThree(0);
        put(4, "key", "new");
        get(5, "key");
        enter(1, 0);
        assertThat(idle(1)).containsExactly("4: replies #1=2 #2=2");

        credit(1, 2 * ANSWER_BYTES - CREDIT_BYTES, 1);
        assertThat(idle(1)).isEmpty();
        assertThat(find(1, "key")).isEqualTo(VALUE);
        credit(1, 1, 1);
        assertThat(idle(1)).containsExactly("4: replies #3=2");
        credit(1, CREDIT_BYTES, 4);
        assertThat(idle(1)).containsExactly("4: replies #4=1 #5=2");
    }

    @Test
    void aCommandThatIsDueNeedsNoCreditAndPassesThoseThatWait() {
        beginWithValue(chain(0, A));
        getThree(0);
        get(4, "key");
        enter(1, 0);
        assertThat(idle(1)).containsExactly("4: replies #1=2 #2=2");

        due(1, 4, 0);
        assertThat(idle(1)).containsExactly("4: replies #4=2");
        due(1, 5, 0);
        get(5, "key");
        get(6, "key");
        enter(1, 0);
        assertThat(idle(1)).containsExactly("4: replies #5=2");
    }

    @Test
    void whatIsDueByAnOlderConfigurationIsNotAndByAYoungerOneItIsInThat() {
        beginWithValue(chain(0, A));
        configure(1, chain(1, A));
        getThree(1);
        idle(1);
        due(1, 3, 0);
        assertThat(idle(1)).isEmpty();

        due(1, 3, 2);
        assertThat(idle(1)).isEmpty();
        configure(1, chain(2, A));
        get(3, "key");
        enter(1, 2);
        assertThat(idle(1)).containsExactly("4: replies #3=2");
    }

    @Test
    void whatWaitsOrIsDueIsForgottenWithAConfiguration() {
        beginWithValue(chain(0, A));
        getThree(0);
        due(1, 4, 0);
        idle(1);

        configure(1, chain(1, A));
        get(4, "key");
        enter(1, 1);
        assertThat(idle(1)).isEmpty();
        credit(1, CREDIT_BYTES, 1);
        assertThat(idle(1)).containsExactly("4: replies #4=2");
    }

    @Test
    void anAnswerThatIsDroppedGivesItsCreditBack() {
        beginWithValue(chain(0, A, B, C));
        getThree(0);
        assertThat(idle(1)).containsExactly("2: chain 2 by 0 barrier");
        configureAll(chain(1, A, B, C));
        getThree(1);
        configureAll(chain(2, A, B, C));

        getThree(2);
        assertThat(runAll()).containsExactly("4: replies #1=2 #2=2");
    }

    @Test
    void whatIsGivenBackNeverComesToMoreThanTheLimit() {
        beginWithValue(chain(0, A));
        credit(1, 1 << 20, 1);
        getThree(0);

        assertThat(idle(1)).containsExactly("4: replies #1=2 #2=2");
    }

    @Test
    void aRankThatHasStoppedAnswersNothingWhenItGetsCredit() {
        beginWithValue(chain(0, A));
        getThree(0);
        idle(1);
        now = 501;
        credit(1, CREDIT_BYTES, 1);
        assertThat(idle(1)).isEmpty();

        send(1, Grid.HEAD, new Heard(450));
        assertThat(idle(1)).containsExactly("4: replies #3=2");
    }

    /** The last of one chain is the first of another: it lets nothing in while the client has to use what it has. */
    @Test
    void whoAnswersAWriteChargesItAndMayOverdraw() {
        Arc low = new Arc(-1, Long.MAX_VALUE);
        Arc high = new Arc(Long.MAX_VALUE, -1);
        begin(new Configuration(ring(0), List.of(Region.of(low, List.of(A, B)), Region.of(high, List.of(B, A)))));
        String lowKey = keyIn(low);
        for (int sequence = 0; sequence < 6; sequence++) {
            put(sequence, lowKey, VALUE);
        }
        enter(1, 0);
        assertThat(runAll()).containsExactly("4: replies #0=1 #1=1 #2=1 #3=1 #4=1 #5=1");

        get(6, keyIn(high));
        enter(2, 0);
        assertThat(runAll()).isEmpty();
        credit(2, WRITE_ANSWER_BYTES, 1);
        assertThat(runAll()).isEmpty();
        credit(2, WRITE_ANSWER_BYTES, 2);
        assertThat(runAll()).containsExactly("4: replies #6=4");
    }
}
