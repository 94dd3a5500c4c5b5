package mpjdht.journal;

import java.io.IOException;
import java.util.List;

/**
 * A disk that is never asked again once it has failed. After an fsync that failed the next one may return as if all were well, and what was to be written is gone
 * (Rebello et al., "Can Applications Recover from fsync Failures?", USENIX ATC 2020, section 3); so nobody gets to ask for the next one, on whatever
 * way he ends.
 */
final class FailStopDisk implements Disk {
    private final Disk disk;
    private IOException failure;

    FailStopDisk(Disk disk) {
        this.disk = disk;
    }

    /** Something that the disk is asked. */
    @FunctionalInterface
    private interface Question<T> {
        T ask() throws IOException;
    }

    /** Something that the disk is to do. */
    @FunctionalInterface
    private interface Order {
        void give() throws IOException;
    }

    private <T> T ask(Question<T> question) throws IOException {
        if (failure != null) {
            throw new IOException("it has failed before: " + failure.getMessage(), failure);
        }
        try {
            return question.ask();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    private void tell(Order order) throws IOException {
        ask(() -> {
            order.give();
            return null;
        });
    }

    @Override
    public List<String> names() throws IOException {
        return ask(disk::names);
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return new FailStopFile(ask(() -> disk.create(name)));
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return new FailStopFile(ask(() -> disk.open(name)));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        tell(() -> disk.rename(from, to));
    }

    @Override
    public void delete(String name) throws IOException {
        tell(() -> disk.delete(name));
    }

    @Override
    public void forceNames() throws IOException {
        tell(disk::forceNames);
    }

    @Override
    public String path(String name) {
        return disk.path(name);
    }

    /** A file of it. */
    private final class FailStopFile implements DiskFile {
        private final DiskFile file;

        FailStopFile(DiskFile file) {
            this.file = file;
        }

        @Override
        public long length() throws IOException {
            return ask(file::length);
        }

        @Override
        public void write(long at, byte[] bytes, int offset, int length) throws IOException {
            tell(() -> file.write(at, bytes, offset, length));
        }

        @Override
        public void read(long at, byte[] into, int offset, int length) throws IOException {
            tell(() -> file.read(at, into, offset, length));
        }

        @Override
        public void truncate(long length) throws IOException {
            tell(() -> file.truncate(length));
        }

        @Override
        public void force() throws IOException {
            tell(file::force);
        }

        @Override
        public void requireThere() throws IOException {
            tell(file::requireThere);
        }

        @Override
        public void close() throws IOException {
            tell(file::close);
        }
    }
}
