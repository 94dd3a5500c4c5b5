package mpjdht.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mpjdht.cli.multicore.Lifeline;
import mpjdht.cli.setting.UsageException;
import mpjdht.command.Language;
import mpjdht.command.ResultFormat;
import mpjdht.command.Summary;
import mpjdht.node.client.Client;
import mpjdht.runtime.Inbox;
import mpjdht.runtime.Outlet;
import mpjdht.runtime.ResultPrinter;
import mpjdht.runtime.Script;
import mpjdht.runtime.console.Console;
import mpjdht.service.BatchDesk;
import mpjdht.service.Desk;
import mpjdht.service.DoorThread;
import mpjdht.service.Leave;
import mpjdht.service.RingWatch;

/** The doors of a job that stays up. Their ports are taken before the command files run; who comes is let in when these are done. */
final class Serving {
    private static final long END_LIMIT_MILLIS = 1800;

    private final JobGrid job;
    private final Console console;
    private final DoorThread thread;
    private final RingWatch watch;
    private final ListeningDoors doors;
    private final Optional<EndPort> endPort;
    private volatile boolean hasBegun;

    /**
     * Doors that nobody sees.
     *
     * @param inbox of this rank
     * @param isAlone whether this rank has a process of its own, of which the user's signals do not know
     */
    Serving(JobGrid job, Inbox inbox, Console console, boolean isAlone) {
        this.job = job;
        this.console = console;
        BatchDesk.Grid grid = new BatchDesk.Grid(
                job.commandLimits(),
                job::newSpace,
                job.bounds(),
                job.settings().doors().allowsFaults());
        this.thread = new DoorThread(
                inbox, job.settings().doors().speaksJson(), grid, what -> console.line("mpj-dht: " + what));
        this.watch = new RingWatch(job.view(), this::ringChanged);
        DoorSettings asked = job.settings().doors();
        this.doors = new ListeningDoors(
                job,
                thread,
                watch,
                new Leave(
                        asked.allowsFaults(),
                        asked.allowsFlush(),
                        asked.allowsEnd() ? Optional.of(this::close) : Optional.empty()));
        this.endPort = isAlone ? Optional.of(new EndPort(this::close)) : Optional.empty();
    }

    private void ringChanged() {
        doors.lookAtRing();
    }

    /**
     * Takes the ports.
     *
     * @throws UsageException if one cannot be had
     */
    void listen() throws UsageException {
        doors.listen();
        endPort.ifPresent(EndPort::listen);
    }

    /**
     * The clients that ask for those who come.
     *
     * @param first number of the first of them on this rank
     */
    List<Client> clients(int first) {
        int rank = job.grid().command();
        List<Client> clients = new ArrayList<>();
        clients.add(job.openFront(rank, first, thread.requests(), thread.answers()));
        clients.add(clientOf(thread.desk(), ResultFormat.TEXT, rank, first + clients.size()));
        if (job.settings().doors().speaksJson()) {
            addThoseOfJson(clients, rank, first);
        }
        return clients;
    }

    private void addThoseOfJson(List<Client> clients, int rank, int first) {
        for (Desk desk : List.of(thread.changes(), thread.questions())) {
            clients.add(clientOf(desk, ResultFormat.JSON, rank, first + clients.size()));
        }
        for (BatchDesk desk : thread.batches()) {
            clients.add(job.goingOn(rank, first + clients.size(), desk, desk.sink()));
        }
        clients.add(watch);
    }

    private Client clientOf(Desk desk, ResultFormat format, int rank, int number) {
        Script script = new Script(
                List.of("the desk"),
                new LinesOf(desk),
                Language.of(job.commandLimits()),
                job.newSpace(),
                false,
                desk::failed);
        Outlet atEnd = nodes -> {
            thread.clientEnded();
            return true;
        };
        ResultPrinter printer = new ResultPrinter(
                script,
                script::column,
                format.writer(desk.output(), true, false),
                new Summary(),
                job.bounds(),
                desk::failed,
                atEnd);
        return job.oneByOne(rank, number, script, printer);
    }

    /**
     * The command files are done, or the job cannot begin.
     *
     * @param letsIn whether who comes is let in; else nobody is served
     */
    void begin(boolean letsIn) {
        if (!letsIn) {
            close();
            return;
        }
        hasBegun = true;
        endPort.ifPresent(port -> port.open(console));
        thread.open();
        doors.open(this::say);
    }

    /** Nobody is let in any more; who is there is answered. For any thread. */
    void close() {
        doors.close();
        thread.close();
    }

    private void say(String where) {
        if (!job.settings().isQuiet()
                || Lifeline.isHeld()
                || job.settings().doors().takesAnyPort()) {
            console.line("mpj-dht: serving " + where);
        }
    }

    /** Whether those who have come in may ask for something yet, or wait for an answer. */
    boolean isAnswering() {
        return thread.isAnswering();
    }

    /** Whether anybody may have been let in. */
    boolean hasBegun() {
        return hasBegun;
    }

    /** Lets nobody in any more, and returns when who was there has been answered, or when that takes too long, which is said. */
    boolean stop() throws InterruptedException {
        close();
        if (!thread.awaitEnd(END_LIMIT_MILLIS) && thread.isAnswering()) {
            console.line("mpj-dht: at the end a command was under way, and who asked for it has not been answered");
        }
        return true;
    }

    /** Waits until all sockets are closed, when nobody is served any more. */
    void awaitEnd() throws InterruptedException {
        thread.awaitEnd(END_LIMIT_MILLIS);
    }

    /** The desk as the one file of a script. */
    private record LinesOf(Desk desk) implements Script.InputOpener {
        @Override
        public Desk open(String file) {
            return desk;
        }

        @Override
        public long totalBytes(List<String> files) {
            return 0;
        }
    }
}
