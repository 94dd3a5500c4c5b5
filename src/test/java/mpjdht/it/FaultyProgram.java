package mpjdht.it;

import java.io.IOException;
import java.nio.file.Path;
import mpjdht.cli.Main;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;
import mpjdht.node.client.ClientHost;
import mpjdht.node.head.HeadMachine;

/**
 * The product with one role that fails: the system property {@value #ROLE} says which, and it throws at its tenth message.
 */
public final class FaultyProgram {
    static final String ROLE = "mpjdht.test.fails";
    static final String REASON = "this role fails on purpose";

    private FaultyProgram() {}

    /** One rank. */
    public static void main(String[] arguments) {
        Main.runRank(arguments, FaultyProgram::wrap);
    }

    /** The program as a jar for ranks of their own processes. */
    static Path jar(Path folder) throws IOException {
        return Jars.with(folder.resolve("faulty.jar"), FaultyProgram.class, "target/mpj-dht.jar");
    }

    /** The program as a jar for ranks that are threads, which share the classes that do not touch MPI. */
    static Path multicoreJar(Path folder) throws IOException {
        return Jars.with(folder.resolve("faulty-ranks.jar"), FaultyProgram.class, "target/multicore/mpj-dht-ranks.jar");
    }

    private static StateMachine wrap(StateMachine rank) {
        boolean fails =
                switch (System.getProperty(ROLE, "")) {
                    case "head" -> plays(HeadMachine.class, rank);
                    case "storage" ->
                        rank instanceof ClientHost host && host.role().isPresent() && !plays(HeadMachine.class, rank);
                    case "command" ->
                        rank instanceof ClientHost host && host.role().isEmpty();
                    default -> false;
                };
        return fails ? new Failing(rank) : rank;
    }

    private static boolean plays(Class<?> role, StateMachine rank) {
        return rank instanceof ClientHost host && role.isInstance(host.role().orElse(null));
    }

    /** A role that throws at its tenth message. */
    private static final class Failing implements StateMachine {
        private final StateMachine role;
        private int messages;

        Failing(StateMachine role) {
            this.role = role;
        }

        @Override
        public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
            messages++;
            if (messages == 10) {
                throw new IllegalStateException(REASON);
            }
            role.onMessage(nowMicros, from, bytes, offset, length, outbox);
        }

        @Override
        public void onTimer(long nowMicros, long timer, Outbox outbox) {
            role.onTimer(nowMicros, timer, outbox);
        }

        @Override
        public boolean onIdle(long nowMicros, Outbox outbox) {
            return role.onIdle(nowMicros, outbox);
        }

        @Override
        public boolean finished() {
            return role.finished();
        }
    }
}
