package mpjdht.runtime;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import mpjdht.command.ByteSource;
import mpjdht.command.Command;
import mpjdht.command.CommandError;
import mpjdht.command.CommandReader;
import mpjdht.command.CutValues;
import mpjdht.command.Language;
import mpjdht.command.Verb;
import mpjdht.message.RequestBatch;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.Fence;
import mpjdht.ring.KeySpace;
import mpjdht.runtime.transfer.Order;
import mpjdht.runtime.transfer.Tables;

/**
 * The command files of a run, one behind another, as a source of commands.
 */
public final class Script implements CommandSource, AutoCloseable {
    /** How far behind END a command is looked for. */
    private static final int REST_BYTES = 1 << 20;

    private final List<String> files;
    private final InputOpener opener;
    private final Language language;
    private final CommandMeaning meaning;
    private final boolean stopOnError;
    private final Consumer<CommandError> errors;
    private final CutValues cutValues = new CutValues();
    private final ScriptTables tables;
    /** What is read yet before the first command, and what is written behind the last. */
    private Optional<Order> first;

    private Optional<Order> last;
    private int fileIndex = -1;

    private final PassedCommands passed = new PassedCommands();
    private ByteSource source;
    private BoundedByteSource bytes;
    private CommandReader reader;
    private Command command;
    /** Where the last command of all stood, whatever file is open now; 0 when there was none. */
    private long lastPlace;

    private long finishedBytes;
    private long totalBytes;
    private boolean endReached;
    private boolean abandoned;

    /** Whether somebody wants the commands to end where they are; set by any thread. */
    private volatile boolean told;

    /** Whether they have ended there. */
    private volatile boolean stopped;

    /**
     * A script that has not been opened.
     *
     * @param files names of the command files, {@code -} for standard input
     * @param opener opens them
     * @param language how the files are written
     * @param space the circle, for this source alone
     * @param stopOnError whether a bad line ends the run
     * @param errors is told every bad line and every file that cannot be read
     */
    public Script(
            List<String> files,
            InputOpener opener,
            Language language,
            KeySpace space,
            boolean stopOnError,
            Consumer<CommandError> errors) {
        this(files, opener, language, space, Tables.NONE, stopOnError, errors);
    }

    /**
     * A script that has not been opened, and may have tables written and read.
     *
     * @param tables what it may, and what is asked for beside its commands
     */
    public Script(
            List<String> files,
            InputOpener opener,
            Language language,
            KeySpace space,
            Tables tables,
            boolean stopOnError,
            Consumer<CommandError> errors) {
        this.files = List.copyOf(files);
        this.opener = opener;
        this.language = language;
        this.meaning = new CommandMeaning(space);
        this.stopOnError = stopOnError;
        this.errors = errors;
        this.first = tables.first();
        this.last = tables.last();
        this.tables = new ScriptTables(tables.transfers(), space, cutValues, stopOnError, errors);
        this.totalBytes = opener.totalBytes(files);
    }

    /**
     * Goes on behind a command, whatever stands before it; before anything is read.
     *
     * @param place where the command stands; 0 if none was run, and -1 if also the table before the first command is to be read
     */
    public void goOnBehind(long place) {
        if (place >= 0) {
            first = Optional.empty();
            passed.upTo(place);
            fileIndex = Places.file(place) - 1;
        }
    }

    /** The place of a script that begins. */
    public long beginning() {
        return first.isPresent() ? Places.BEGINNING : 0;
    }

    /**
     * Behind which command it could go on when the results up to a location have been given out; empty while a table is on its way, which would have to begin anew.
     *
     * @param before the same, before that
     */
    public Optional<Long> placeBehind(long location, long before) {
        if (tables.isUnderWay()) {
            return Optional.empty();
        }
        return Optional.of(Places.isInTable(location) ? Math.max(0, before) : Math.max(location, before));
    }

    /** A place, for people; empty for the beginning. */
    public Optional<String> placeText(long place) {
        return line(place) == 0 || place < 0 ? Optional.empty() : Optional.of(file(place) + ":" + line(place));
    }

    /** The tables that it has written and read. */
    ScriptTables tables() {
        return tables;
    }

    /** Leaves nothing of a table that is not whole. */
    public void abandonTable() {
        tables.abandon();
    }

    /** From now on there is nothing more to run. */
    public void abandon() {
        closeFile();
        abandoned = true;
    }

    /** Whether there is nothing more to run, whatever the files hold. */
    public boolean isAbandoned() {
        return abandoned;
    }

    /** From now on nothing more is read; what was read goes on. For any thread. */
    public void stopReading() {
        told = true;
    }

    /** Whether the commands have ended because of {@link #stopReading}, and not by themselves. For any thread. */
    public boolean isStopped() {
        return stopped;
    }

    /** Where the command stands that was read last; empty if there was none. */
    public Optional<String> lastPlace() {
        return placeText(lastPlace);
    }

    @Override
    public Next next(RequestBatch batch, int sequence) {
        if (abandoned) {
            return Next.STOP;
        }
        if (told && !tables.isAtBarrier()) {
            stopped = true;
            tables.breakOff();
            closeFile();
            return Next.STOP;
        }
        Optional<Order> before = first;
        first = Optional.empty();
        if (before.isPresent() && !beginBesideCommands(before.get())) {
            return Next.STOP;
        }
        while (!tables.isBusy()) {
            Next next = endReached ? Next.END : read(batch, sequence);
            Optional<Order> behind = last;
            if (next != Next.END || behind.isEmpty()) {
                return next;
            }
            last = Optional.empty();
            if (!beginBesideCommands(behind.get())) {
                return Next.STOP;
            }
        }
        return tables.next(batch, sequence);
    }

    /** Begins with a table that no command asks for; false when the run ends with that. */
    private boolean beginBesideCommands(Order order) {
        return tables.begin(order, order.file().name(), 0, 0) || !stopOnError;
    }

    /** Reads on to the next command. */
    private Next read(RequestBatch batch, int sequence) {
        while (true) {
            if (reader == null) {
                if (fileIndex + 1 == files.size()) {
                    return Next.END;
                }
                if (!openNextFile()) {
                    return Next.STOP;
                }
                continue;
            }
            CommandReader.Result result;
            try {
                result = reader.next();
            } catch (IOException e) {
                errors.accept(CommandError.unreadableFile(file(), e));
                closeFile();
                if (stopOnError) {
                    return Next.STOP;
                }
                continue;
            }
            if (passed.isLookedFor() && result != CommandReader.Result.NOTHING_YET) {
                Optional<CommandError> missing = passed.pass(result, reader, fileIndex, file());
                if (result == CommandReader.Result.COMMAND) {
                    command = reader.command();
                }
                if (missing.isPresent()) {
                    errors.accept(missing.get());
                    return Next.STOP;
                }
                continue;
            }
            switch (result) {
                case COMMAND -> {
                    command = reader.command();
                    lastPlace = Places.of(fileIndex, command.line());
                    if (!isAboutTable()) {
                        return take(batch, sequence);
                    }
                    if (tables.begin(Order.of(command), file(), command.line(), command.column())) {
                        return tables.next(batch, sequence);
                    }
                    if (stopOnError) {
                        return Next.STOP;
                    }
                }
                case ERROR -> {
                    errors.accept(reader.error());
                    if (stopOnError) {
                        return Next.STOP;
                    }
                }
                case NOTHING_YET -> {
                    return Next.NOTHING_YET;
                }
                case END_OF_FILE -> closeFile();
            }
        }
    }

    private Next take(RequestBatch batch, int sequence) {
        Next next = meaning.take(command, batch, sequence);
        endReached = next == Next.END;
        return next;
    }

    private boolean isAboutTable() {
        return command.verb() == Verb.EXPORT || command.verb() == Verb.IMPORT;
    }

    @Override
    public long location() {
        if (tables.isBusy() && tables.isBesideCommands()) {
            return Places.inTable(tables.line());
        }
        return Places.of(Math.max(0, fileIndex), command == null ? 0 : command.line());
    }

    @Override
    public Fence fence() {
        return tables.isBusy() ? new Fence.Barrier() : meaning.fence(command);
    }

    /** Whether the commands ended with END, and not with the last file. */
    boolean endReached() {
        return endReached;
    }

    /** Column of the argument that the failure of the command read last is about. */
    public int column() {
        return tables.isBusy() ? tables.column() : command.column();
    }

    /** Whether there are several files, so that a line number alone does not name a line. */
    public boolean severalFiles() {
        return files.size() > 1;
    }

    /** Name of the file of a location. */
    String file(long location) {
        return Places.isInTable(location) ? tables.file() : files.get(Places.file(location));
    }

    /** Line of a location. */
    public static long line(long location) {
        return Places.line(location);
    }

    /** Waits for input, if that can come late; tells whether there is any. */
    boolean awaitInput(long millis) throws InterruptedException {
        return !(source instanceof PipeByteSource pipe) || pipe.await(millis);
    }

    /** Share of the files that has been read, 0 to 1; negative when their size is not known. */
    public double share() {
        long read = finishedBytes + (reader == null ? 0 : reader.bytesRead());
        return totalBytes <= 0 ? -1 : Math.min(1, (double) read / totalBytes);
    }

    /** Says how many values a comment has cut, if any. */
    public void warnOfCutValues(Consumer<String> warnings) {
        cutValues.warning().ifPresent(warnings);
    }

    /**
     * Says where the first line stands behind END that was not run, and which files were not. The rest of the file is read no
     * further than to there, and only a little way: it may be large, or never end.
     *
     * @param what what END ends: the job, or one of the files that run at the same time
     */
    public void warnOfUnreadRest(String what, Consumer<String> warnings) {
        if (!endReached) {
            return;
        }
        long endLine = command.line();
        bytes.endWithin(REST_BYTES);
        if (RestOfFile.hasLines(reader, this::awaitInput)) {
            warnings.accept(file() + ":" + endLine + ": warning: END ends " + what
                    + "; lines after it were not run, the first is line " + reader.line());
        }
        for (String unread : files.subList(fileIndex + 1, files.size())) {
            warnings.accept(unread + ": warning: not run, because END in " + file() + " ends the job");
        }
    }

    @Override
    public void close() {
        closeFile();
    }

    private String file() {
        return files.get(fileIndex);
    }

    private boolean openNextFile() {
        fileIndex++;
        command = null;
        try {
            source = opener.open(file());
            bytes = new BoundedByteSource(source);
            reader = new CommandReader(file(), bytes, language, cutValues);
            return true;
        } catch (IOException e) {
            errors.accept(CommandError.unreadableFile(file(), e));
            return !stopOnError;
        }
    }

    private void closeFile() {
        if (reader == null) {
            return;
        }
        finishedBytes += reader.bytesRead();
        reader = null;
        try {
            source.close();
        } catch (IOException e) {
            errors.accept(CommandError.unreadableFile(file(), e));
        }
    }

    /** Opens command files. */
    public interface InputOpener {

        /** Opens a file, or standard input for {@code -}. */
        ByteSource open(String file) throws IOException;

        /** Bytes of all files together; 0 when that is not known. */
        long totalBytes(List<String> files);
    }
}
