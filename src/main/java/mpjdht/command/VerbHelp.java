package mpjdht.command;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a person is told of a verb: its arguments, which errors name too, and its meaning. */
public final class VerbHelp {
    private static final String KEY = " key";

    private VerbHelp() {}

    /** The verb of a name, in any case: {@code DEL} and the numbers of the numeric dialect are names, too. */
    public static Optional<Verb> find(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return Optional.ofNullable(Verb.read(bytes, 0, bytes.length));
    }

    /** The verb with its arguments, those in brackets not needed. */
    public static String usage(Verb verb) {
        return verb + arguments(verb);
    }

    static String arguments(Verb verb) {
        return switch (verb) {
            case PUT, APPEND -> " key value";
            case GET, DELETE, EXPLAIN, REPLICAS, LEADER -> KEY;
            case CAS -> " key old new";
            case INCR -> " key [by]";
            case FLOOD -> " key [ttl]";
            case ADD -> " rank [id]";
            case REMOVE, NODE -> " id";
            case CRASH, RECOVER -> " id, or " + verb + " RANK rank";
            case PAUSE, DELAY -> " id milliseconds, or " + verb + " RANK rank milliseconds";
            case PARTITION -> " rank,rank | rank,rank";
            case EXPORT -> " file [SORTED]";
            case IMPORT -> " file";
            case WAIT -> " milliseconds";
            case END, RING, KEYS, SYNC, METRICS, HEAL -> "";
        };
    }

    /** What the verb does, in one line. */
    public static String meaning(Verb verb) {
        return switch (verb) {
            case PUT -> "stores the value, which is the rest of the line or a quoted string";
            case GET -> "prints the value and the node that owns the key";
            case DELETE -> "takes the key out; DEL is the same";
            case CAS -> "stores the value new if the key has the value old, in one step";
            case INCR -> "adds to a number, 1 unless told otherwise, in one step";
            case APPEND -> "stores the value behind the one that is there, in one step";
            case ADD -> "a node with that id joins the circle on that storage rank";
            case REMOVE -> "the node leaves the circle; its keys go to its successor";
            case EXPLAIN -> "prints the way of a GET of that key to its owner";
            case RING -> "prints every node with its rank, keys, bytes and successor";
            case KEYS -> "prints every key with its node";
            case EXPORT -> "writes the whole table to a file: commands, or JSON lines if the name ends in .jsonl";
            case IMPORT -> "stores every key of a file that EXPORT has written, or one like it";
            case NODE -> "prints one node with its neighbours, successor list and fingers";
            case REPLICAS -> "prints where the copies of the key are, and what each has";
            case LEADER -> "prints the node that gives writes of the key their order";
            case FLOOD -> "searches for the key from neighbour to neighbour, and prints what that took";
            case SYNC -> "makes all copies equal";
            case METRICS -> "prints what every rank has counted: requests, hops, latency, messages and more";
            case CRASH -> "a storage rank loses its memory, and answers nothing any more";
            case RECOVER -> "it begins anew, and is there again when it has its copies";
            case PAUSE -> "it does nothing for so long; what comes for it waits";
            case DELAY -> "what comes to it and goes from it takes so much longer";
            case PARTITION -> "nothing gets from a rank on one side to one on the other";
            case HEAL -> "every rank reaches every other again, without delay";
            case WAIT -> "time passes";
            case END -> "ends";
        };
    }
}
