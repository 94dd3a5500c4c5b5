package mpjdht.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import mpjdht.message.CopyLoad;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.Region;
import mpjdht.ring.ReplicaRole;

/** Where copies are, for people. */
final class CopiesText {
    /** Stands where nobody who has a copy can be reached. */
    private static final String UNAVAILABLE = "(unavailable)";

    private CopiesText() {}

    /** What a replica does, in one word, in every format. */
    static String role(ReplicaRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** A number by which copies are compared, in hexadecimal, in every format. */
    static String digest(CopyLoad copy) {
        return HexFormat.of().toHexDigits(copy.digest());
    }

    /**
     * The ranks with the copies of an arc, in the order of their chain, those that are being filled behind a {@code +}:
     * {@code 3>1+2}. While the ring changes, parts of the arc may have others, and are told one after another.
     */
    static String ofArc(Configuration known, Arc arc) {
        List<String> parts = new ArrayList<>();
        for (Region region : known.regions(arc)) {
            String part = ofRegion(region);
            if (parts.isEmpty() || !parts.get(parts.size() - 1).equals(part)) {
                parts.add(part);
            }
        }
        return String.join(" | ", parts);
    }

    private static String ofRegion(Region region) {
        if (!region.isAvailable()) {
            return UNAVAILABLE;
        }
        String serving = region.serving().stream()
                .map(replica -> Integer.toString(replica.rank()))
                .collect(Collectors.joining(">"));
        return region.filling().stream()
                .map(replica -> "+" + replica.rank())
                .collect(Collectors.joining("", serving, ""));
    }

    /** {@code REPLICAS 15 -> 40 (rank 3) first, 70 (rank 1) last, 5 B each}, or what each has where they are not all alike. */
    static void write(ByteOutput out, Outcome outcome) throws IOException {
        out.write(' ');
        BareText.writeKey(out, outcome);
        out.write(Ascii.bytes(" -> " + all(outcome.copies()) + "\n"));
    }

    private static String all(List<CopyLoad> copies) {
        if (copies.isEmpty()) {
            return UNAVAILABLE;
        }
        boolean told = !areAlike(copies);
        String each = copies.stream()
                .map(copy -> place(copy) + (told ? " " + contents(copy) : ""))
                .collect(Collectors.joining(", "));
        return told ? each : each + ", " + inCommon(copies);
    }

    private static boolean areAlike(List<CopyLoad> copies) {
        CopyLoad first = copies.get(0);
        return copies.stream()
                .allMatch(copy -> copy.role() != ReplicaRole.FILLING
                        && copy.present() == first.present()
                        && copy.bytes() == first.bytes()
                        && copy.digest() == first.digest()
                        && copy.version().equals(first.version()));
    }

    private static String place(CopyLoad copy) {
        return Long.toUnsignedString(copy.node()) + " (rank " + copy.rank() + ") " + role(copy.role());
    }

    private static String contents(CopyLoad copy) {
        return (copy.present() ? copy.bytes() + " B " + digest(copy) : "(not found)") + version(copy);
    }

    private static String version(CopyLoad copy) {
        return copy.version().map(version -> " version " + version).orElse("");
    }

    private static String inCommon(List<CopyLoad> copies) {
        CopyLoad first = copies.get(0);
        if (!first.present()) {
            return "(not found)" + version(first);
        }
        return first.bytes() + " B" + (copies.size() == 1 ? "" : " each") + version(first);
    }
}
