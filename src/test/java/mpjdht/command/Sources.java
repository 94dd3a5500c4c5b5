package mpjdht.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Byte sources for tests, and a reader's answers written out as text. */
final class Sources {
    static final Limits LIMITS = new Limits(6, 1, 1000, true);

    private Sources() {}

    static byte[] latin(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static String latin(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, ISO_8859_1);
    }

    /** All bytes, as fast as they are asked for. */
    static ByteSource whole(byte[] bytes) {
        return inPieces(bytes, Integer.MAX_VALUE, null);
    }

    /** Pieces of 1 to {@code maxPieceBytes}; with a random source half of the reads give nothing. */
    static ByteSource inPieces(byte[] bytes, int maxPieceBytes, Random random) {
        return new ByteSource() {
            private int position;

            @Override
            public int read(byte[] into, int offset, int length) {
                if (random != null && random.nextBoolean()) {
                    return NOTHING_YET;
                }
                int piece = random == null ? maxPieceBytes : 1 + random.nextInt(maxPieceBytes);
                int size = Math.min(Math.min(length, piece), bytes.length - position);
                if (size == 0) {
                    return END;
                }
                System.arraycopy(bytes, position, into, offset, size);
                position += size;
                return size;
            }

            @Override
            public void close() {}
        };
    }

    static CommandReader reader(String text) {
        return new CommandReader("f.dht", whole(latin(text)), LIMITS);
    }

    static CommandReader reader(ByteSource source, int blockBytes, int maxLineBytes) {
        return new CommandReader("f.dht", source, Language.of(LIMITS), new CutValues(), blockBytes, maxLineBytes);
    }

    /** Every command and error to the end of the file. */
    static List<String> readAll(CommandReader reader) {
        List<String> answers = new ArrayList<>();
        try {
            while (true) {
                switch (reader.next()) {
                    case COMMAND -> answers.add(describe(reader.command()));
                    case ERROR -> answers.add(describe(reader.error()));
                    case NOTHING_YET -> {}
                    case END_OF_FILE -> {
                        return answers;
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String describe(CommandError error) {
        return error.kind().exitCode() + " " + error.text();
    }

    static String describe(Command command) {
        String place = command.line() + ":" + command.column() + " " + command.verb();
        return switch (command.verb()) {
            case PUT, APPEND -> place + " <" + key(command) + "> <" + value(command) + ">";
            case CAS ->
                place + " <" + key(command) + "> <" + value(command) + "> <"
                        + latin(command.valueBytes(), command.replacementOffset(), command.replacementLength()) + ">";
            case FLOOD -> place + " <" + key(command) + "> " + command.ttl();
            case INCR -> place + " <" + key(command) + "> " + command.by();
            case GET, DELETE, EXPLAIN, REPLICAS, LEADER -> place + " <" + key(command) + ">";
            case ADD ->
                place + " " + command.rank() + (command.hasId() ? " " + Long.toUnsignedString(command.id()) : "");
            case REMOVE, NODE -> place + " " + Long.toUnsignedString(command.id());
            case CRASH, RECOVER -> place + " " + rank(command);
            case PAUSE, DELAY -> place + " " + rank(command) + " " + command.millis();
            case PARTITION -> place + " " + command.oneSide() + " | " + command.otherSide();
            case WAIT -> place + " " + command.millis();
            case EXPORT, IMPORT -> place + " " + command.file() + (command.isSorted() ? " sorted" : "");
            case END, RING, KEYS, SYNC, METRICS, HEAL -> place;
        };
    }

    private static String key(Command command) {
        return latin(command.keyBytes(), command.keyOffset(), command.keyLength());
    }

    private static String rank(Command command) {
        return command.hasId() ? Long.toUnsignedString(command.id()) : "RANK " + command.rank();
    }

    private static String value(Command command) {
        return latin(command.valueBytes(), command.valueOffset(), command.valueLength());
    }
}
