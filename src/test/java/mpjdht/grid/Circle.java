package mpjdht.grid;

import java.util.Random;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.Sha1KeySpace;
import mpjdht.ring.Xxh3KeySpace;

/**
 * A choice of circle, for the product and for its command line.
 *
 * @param ids kind of ids, as {@code --ids} names it
 * @param size highest id of a direct circle, bits of a hashed one
 */
public record Circle(String ids, long size) {

    /** A circle of any kind and size, small ones preferred. */
    public static Circle random(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Circle("sha1", 8 + random.nextInt(153));
            case 1 -> new Circle("xxh3", 8 + random.nextInt(57));
            case 2 -> new Circle("direct", 30 + random.nextInt(1000));
            default -> new Circle("direct", 1000);
        };
    }

    /** A new key space on this circle. */
    public KeySpace space() {
        return switch (ids) {
            case "sha1" -> new Sha1KeySpace((int) size);
            case "xxh3" -> new Xxh3KeySpace((int) size);
            default -> new DirectKeySpace(size);
        };
    }

    /** The options that choose this circle. */
    public String[] options() {
        return new String[] {"--ids", ids, ids.equals("direct") ? "--max-id" : "--hash-size", Long.toString(size)};
    }
}
