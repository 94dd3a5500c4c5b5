package mpjdht.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mpjdht.cli.setting.UsageException;
import mpjdht.command.ResultFormat;
import mpjdht.command.Summary;
import mpjdht.node.client.Client;
import mpjdht.runtime.Inbox;
import mpjdht.runtime.Outlet;
import mpjdht.runtime.ResultPrinter;
import mpjdht.runtime.Script;
import mpjdht.runtime.console.Console;
import mpjdht.service.Desk;
import mpjdht.service.DoorThread;
import mpjdht.service.Listener;
import mpjdht.service.resp.RespDoor;
import mpjdht.service.resp.RespLimits;

/** The doors of a job that stays up. Their ports are taken before the command files run; who comes is let in when these are done. */
final class Serving {
    private static final int MOST_CONNECTIONS = 10_000;
    private static final long END_LIMIT_MILLIS = 1800;

    private final JobGrid job;
    private final Console console;
    private final DoorThread thread;
    private final long beginNanos = System.nanoTime();
    private Listener resp;
    private volatile boolean hasBegun;

    /**
     * Doors that nobody sees.
     *
     * @param inbox of this rank
     */
    Serving(JobGrid job, Inbox inbox, Console console) {
        this.job = job;
        this.console = console;
        this.thread = new DoorThread(inbox, job.newSpace(), what -> console.line("mpj-dht: " + what));
    }

    /**
     * Takes the ports.
     *
     * @throws UsageException if one cannot be had
     */
    void listen() throws UsageException {
        int port = job.settings().resp().orElseThrow();
        try {
            resp = RespDoor.listen(
                    thread,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    new RespLimits(MOST_CONNECTIONS, job.settings().allowsFaults()),
                    this::info);
        } catch (IOException e) {
            throw new UsageException(
                    "--resp " + port, "cannot listen there: " + e.getMessage(), "a port that is free, or 0");
        }
    }

    private String info() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beginNanos);
        return "# Server\r\nredis_version:7.0.0\r\nserver_name:mpj-dht\r\nredis_mode:standalone\r\nuptime_in_seconds:"
                + seconds + "\r\n\r\n# Clients\r\nconnected_clients:"
                + thread.door().callers().here() + "\r\n";
    }

    /**
     * The clients that ask for those who come.
     *
     * @param first number of the first of them on this rank
     */
    List<Client> clients(int first) {
        int rank = job.grid().command();
        return List.of(job.openFront(rank, first, thread.requests(), thread.answers()), clientOfDesk(rank, first + 1));
    }

    private Client clientOfDesk(int rank, int number) {
        Desk desk = thread.desk();
        Script script = new Script(
                List.of("the desk"), new LinesOf(desk), job.commandLimits(), job.newSpace(), false, desk::failed);
        Outlet atEnd = nodes -> {
            thread.clientEnded();
            return true;
        };
        ResultPrinter printer = new ResultPrinter(
                script,
                script::column,
                ResultFormat.TEXT.writer(desk.output(), true, false),
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
            thread.close();
            return;
        }
        hasBegun = true;
        thread.open();
        if (!job.settings().isQuiet()) {
            InetSocketAddress address = resp.address();
            console.line("mpj-dht: serving RESP on " + address.getAddress().getHostAddress() + ":" + address.getPort());
        }
    }

    /** Whether anybody may have been let in. */
    boolean hasBegun() {
        return hasBegun;
    }

    /** Lets nobody in any more, and returns when who was there has been answered, or when that takes too long, which is said. */
    boolean stop() throws InterruptedException {
        thread.close();
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
