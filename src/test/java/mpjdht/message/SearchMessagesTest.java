package mpjdht.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.NeighbourMessage.Accepted;
import mpjdht.message.NeighbourMessage.Alive;
import mpjdht.message.NeighbourMessage.AskNeighbour;
import mpjdht.message.NeighbourMessage.Disconnect;
import mpjdht.message.NeighbourMessage.ForwardJoin;
import mpjdht.message.NeighbourMessage.Join;
import mpjdht.message.NeighbourMessage.Refused;
import mpjdht.message.NeighbourMessage.Shuffle;
import mpjdht.message.NeighbourMessage.Shuffled;
import mpjdht.message.SearchMessage.Check;
import mpjdht.message.SearchMessage.Checked;
import mpjdht.message.SearchMessage.Query;
import mpjdht.message.SearchMessage.Seek;
import mpjdht.message.SearchMessage.Tally;
import mpjdht.message.SearchMessage.Walk;
import mpjdht.message.SearchMessage.WalkOver;
import mpjdht.ring.NodeRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SearchMessagesTest {
    private static final NodeRef FROM = new NodeRef(-1, 70_000);
    private static final NodeRef OTHER = new NodeRef(5, 6);
    private static final SearchId ID = new SearchId(3, 1L << 40);
    private static final SearchedKey KEY = new SearchedKey(-3, -4, new byte[] {1, 0, -1});
    private static final SearchTally MUCH =
            new SearchTally(1000, 3, 1L << 40, 1L << 33, 2, Optional.of(new SearchHit(OTHER, 7, new byte[300])));

    static Stream<ControlMessage> withoutArrays() {
        return Stream.of(
                new Tally(ID, FROM, -2, 7, SearchTally.DUPLICATE),
                new Check(ID, FROM, -2, 1023),
                new Checked(ID, FROM, -2, 0, true),
                new Checked(ID, FROM, -2, 0, false),
                new WalkOver(ID, FROM, -2, 5, SearchTally.NOTHING.plusLost(3).plusMessages(-1)),
                new Sought(11, -1, 4, 1000, SearchTally.NOTHING),
                new Join(FROM, -2),
                new ForwardJoin(FROM, -2, OTHER, 6),
                new Disconnect(FROM, -2, List.of()),
                new Disconnect(FROM, -2, List.of(OTHER)),
                new AskNeighbour(FROM, -2, true),
                new AskNeighbour(FROM, -2, false),
                new Accepted(FROM, -2),
                new Refused(FROM, -2),
                new Shuffle(FROM, -2, OTHER, 6, List.of(FROM, OTHER)),
                new Shuffled(FROM, -2, List.of()),
                new Alive(FROM, -2));
    }

    static Stream<ControlMessage> withArrays() {
        return Stream.of(
                new Seek(1, 7, -2, Optional.of(SearchKind.WALK), SearchMessage.EVERYBODY, KEY),
                new Seek(1, 7, -2, Optional.empty(), SearchMessage.USUAL, KEY),
                new Query(ID, FROM, -2, 1L << 39, 6, 1, 2000, KEY),
                new Query(ID, FROM, -2, 1, 0, 7, 0, new SearchedKey(0, 0, new byte[Sizes.MAX_KEY_BYTES])),
                new Tally(ID, FROM, -2, SearchMessage.EVERYBODY, MUCH),
                new Walk(ID, FROM, -2, OTHER, 1, 31, 1023, 1, MUCH, KEY),
                new WalkOver(ID, FROM, -2, 5, MUCH),
                new Sought(11, 1L << 40, 1, 1000, MUCH));
    }

    @ParameterizedTest
    @MethodSource("withArrays")
    void aMessageWithAKeyOrAValueIsReadAsItWasWritten(ControlMessage message) {
        byte[] bytes = message.encode();

        assertThat(ControlCodec.decode(ControlMessage.class, bytes, 0, bytes.length))
                .usingRecursiveComparison()
                .isEqualTo(message);
    }

    @Test
    void aValueThatIsLongerThanItsMessageIsRefusedBeforeMemoryIsTaken() {
        byte[] bytes = new Sought(11, 1, 1, 1000, MUCH).encode();
        int length = bytes.length - 300 - Integer.BYTES;
        bytes[length + 3] = 0x7f;

        assertThatThrownBy(() -> ControlCodec.decode(ClientMessage.class, bytes, 0, bytes.length))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageEndingWith("bytes where 300 bytes are left");
    }

    @Test
    void aKindOfSearchThatThereIsNotIsRefused() {
        byte[] bytes = new Seek(1, 7, -2, Optional.of(SearchKind.FLOOD), 3, KEY).encode();
        bytes[22] = 4;

        assertThatThrownBy(() -> ControlCodec.decode(SearchMessage.class, bytes, 0, bytes.length))
                .hasMessage("no kind of search has the code 4");
    }

    @Test
    void talliesAddUpAndKeepTheNearestHit() {
        SearchTally far = tally(3, OTHER);
        SearchTally near = tally(2, new NodeRef(9, 1));
        SearchTally asNear = tally(2, new NodeRef(4, 1));

        assertThat(far.plus(near).hit()).isEqualTo(near.hit());
        assertThat(near.plus(far).hit()).isEqualTo(near.hit());
        assertThat(near.plus(asNear).hit()).isEqualTo(asNear.hit());
        assertThat(SearchTally.NOTHING.plus(far).hit()).isEqualTo(far.hit());
        assertThat(far.plus(near).plus(SearchTally.DUPLICATE)).satisfies(sum -> {
            assertThat(sum.nodes()).isEqualTo(2);
            assertThat(sum.copies()).isEqualTo(2);
            assertThat(sum.duplicates()).isEqualTo(1);
        });
    }

    private static SearchTally tally(int hops, NodeRef node) {
        return new SearchTally(1, 1, 0, 0, 0, Optional.of(new SearchHit(node, hops, new byte[1])));
    }
}
