package mpjdht.bench.work;

import java.io.IOException;
import mpjdht.command.ByteOutput;

/** How a workload is written down. */
public enum CommandForm {
    /** The program's command file. */
    COMMANDS(".dht") {
        @Override
        void put(ByteOutput out, byte[] key, byte[] value) throws IOException {
            out.write(PUT);
            out.write(key);
            out.write(' ');
            out.write(value);
            out.write('\n');
        }

        @Override
        void get(ByteOutput out, byte[] key) throws IOException {
            out.write(GET);
            out.write(key);
            out.write('\n');
        }
    },
    /** The protocol of Redis, as {@code redis-cli --pipe} takes it. */
    RESP(".resp") {
        @Override
        void put(ByteOutput out, byte[] key, byte[] value) throws IOException {
            out.write(RESP_SET);
            bulk(out, key);
            bulk(out, value);
        }

        @Override
        void get(ByteOutput out, byte[] key) throws IOException {
            out.write(RESP_GET);
            bulk(out, key);
        }
    };

    private static final byte[] PUT = {'P', 'U', 'T', ' '};
    private static final byte[] GET = {'G', 'E', 'T', ' '};
    private static final byte[] RESP_SET = {'*', '3', '\r', '\n', '$', '3', '\r', '\n', 'S', 'E', 'T', '\r', '\n'};
    private static final byte[] RESP_GET = {'*', '2', '\r', '\n', '$', '3', '\r', '\n', 'G', 'E', 'T', '\r', '\n'};

    private final String extension;

    CommandForm(String extension) {
        this.extension = extension;
    }

    /** Extension of its files, with the dot. */
    public String extension() {
        return extension;
    }

    abstract void put(ByteOutput out, byte[] key, byte[] value) throws IOException;

    abstract void get(ByteOutput out, byte[] key) throws IOException;

    private static void bulk(ByteOutput out, byte[] bytes) throws IOException {
        out.write('$');
        out.writeUnsigned(bytes.length);
        out.write('\r');
        out.write('\n');
        out.write(bytes);
        out.write('\r');
        out.write('\n');
    }
}
