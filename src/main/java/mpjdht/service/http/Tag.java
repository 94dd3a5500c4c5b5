package mpjdht.service.http;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The entity tag of a value: what If-Match and If-None-Match compare, as RFC 9110 has it, section 8.8.3. It is a hash of the bytes, so it is a strong
 * tag, and the same value has the same one wherever its copies are.
 */
final class Tag {
    private static final Pattern COMMA = Pattern.compile(",");
    private static final String ANY = "*";

    private Tag() {}

    static String of(byte[] bytes, int offset, int length) {
        HashValue128 hash = Hashing.xxh3_128().hashBytesTo128Bits(bytes, offset, length);
        HexFormat hex = HexFormat.of();
        return "\"" + hex.toHexDigits(hash.getMostSignificantBits()) + hex.toHexDigits(hash.getLeastSignificantBits())
                + "\"";
    }

    /**
     * Whether a header names a tag.
     *
     * @param header a list of tags, or {@code *}, which is any
     * @param weakly whether a tag that is marked as weak counts
     */
    static boolean isAmong(String header, String tag, boolean weakly) {
        if (isAny(header)) {
            return true;
        }
        return COMMA.splitAsStream(header)
                .map(String::strip)
                .anyMatch(named -> named.equals(tag) || (weakly && named.equals("W/" + tag)));
    }

    /** Whether a header names whatever is there. */
    static boolean isAny(String header) {
        return header.strip().equals(ANY);
    }
}
