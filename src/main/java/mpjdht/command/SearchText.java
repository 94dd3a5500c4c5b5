package mpjdht.command;

import java.io.IOException;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.SearchHit;
import mpjdht.message.SearchTally;

/** The result of a FLOOD: for people {@code FLOOD 15 -> 673 @40 (rank 1), 3 hops, 1 copy; 20 of 20 nodes, 81 messages, 62 duplicates}. */
final class SearchText {
    private SearchText() {}

    static void write(ByteOutput out, Outcome outcome) throws IOException {
        Sought search = outcome.search();
        SearchTally tally = search.tally();
        out.write(' ');
        BareText.writeKey(out, outcome);
        text(out, " -> ");
        if (tally.hit().isPresent()) {
            SearchHit hit = tally.hit().get();
            BareText.writeValue(out, hit.value());
            text(out, " @");
            out.writeId(hit.node().id());
            text(
                    out,
                    " (rank " + hit.node().rank() + "), " + counted(hit.hops(), "hop") + ", "
                            + (tally.copies() == 1 ? "1 copy" : tally.copies() + " copies"));
        } else {
            text(out, "not found");
        }
        text(
                out,
                "; " + tally.nodes() + " of " + counted(search.nodes(), "node") + ", "
                        + counted(tally.messages(), "message") + ", " + counted(tally.duplicates(), "duplicate"));
        if (search.rounds() > 1) {
            text(out, ", " + search.rounds() + " floods");
        }
        out.write('\n');
    }

    /** The members of the object of a JSON line, each behind a comma, but for key and value. */
    static void writeMembers(ByteOutput out, Sought search) throws IOException {
        SearchTally tally = search.tally();
        if (tally.hit().isPresent()) {
            SearchHit hit = tally.hit().get();
            text(out, ",\"node\":");
            out.writeId(hit.node().id());
            text(out, ",\"rank\":" + hit.node().rank() + ",\"hops\":" + hit.hops());
        }
        text(
                out,
                ",\"copies\":" + tally.copies() + ",\"nodes\":" + tally.nodes() + ",\"of\":" + search.nodes()
                        + ",\"messages\":" + tally.messages() + ",\"duplicates\":" + tally.duplicates() + ",\"floods\":"
                        + search.rounds());
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static void text(ByteOutput out, String text) throws IOException {
        out.write(Ascii.bytes(text));
    }
}
