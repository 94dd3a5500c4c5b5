package mpjdht.bench.jmh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import mpjdht.command.ByteSource;
import mpjdht.command.CommandReader;
import mpjdht.command.Limits;

/** The parser, per command: PUT and GET in turn, from memory. */
public class ParserBenchmark extends PerOperation {
    private static final int COMMANDS = 1 << 14;

    private byte[] file;
    private CommandReader reader;

    /** Makes the commands. */
    @Setup
    public void setUp() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < COMMANDS; i += 2) {
            text.append(String.format("PUT k%09d abcdefghijklmn%nGET k%09d%n", i, i));
        }
        file = text.toString().getBytes(StandardCharsets.US_ASCII);
        reader = new CommandReader("endless", new Endless(), new Limits(6, 0, -1));
    }

    /** Reads on. */
    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public long next() throws IOException {
        long sum = 0;
        for (int i = 0; i < COMMANDS; i++) {
            if (reader.next() != CommandReader.Result.COMMAND) {
                throw new IOException("no command where one was written");
            }
            sum += reader.command().keyOffset();
        }
        return sum;
    }

    /** The commands over and over. */
    private final class Endless implements ByteSource {
        private int at;

        @Override
        public int read(byte[] into, int offset, int length) {
            int bytes = Math.min(length, file.length - at);
            System.arraycopy(file, at, into, offset, bytes);
            at = at + bytes == file.length ? 0 : at + bytes;
            return bytes;
        }

        @Override
        public void close() {}
    }
}
