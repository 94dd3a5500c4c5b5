package mpjdht.it;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Says to a door what nobody should say, an input for each seed, and goes in one way or another. */
final class Fuzzers {
    /** How many keys the inputs name before they are changed. */
    static final int KEYS = 100;

    private static final int THREADS = 50;

    /** How long somebody waits who says the next input on the same connection. */
    private static final int GLANCE_MILLIS = 1;

    private final BesiegedDoor door;
    private Socket left;

    private Fuzzers(BesiegedDoor door) {
        this.door = door;
    }

    /** Has as many inputs said as there are seeds from the first one on. */
    static List<Future<?>> start(BesiegedDoor door, long firstSeed, int count, ExecutorService threads) {
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            long first = firstSeed + thread;
            running.add(threads.submit(() -> {
                new Fuzzers(door).say(first, firstSeed + count);
                return null;
            }));
        }
        return running;
    }

    private void say(long firstSeed, long endSeed) throws IOException {
        for (long seed = firstSeed; seed < endSeed; seed += THREADS) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] input = door.input().apply(random);
            Socket socket = left == null ? door.connect() : left;
            left = null;
            try {
                socket.getOutputStream().write(input);
                leave(socket, random.nextInt(10));
            } catch (SocketTimeoutException e) {
                throw new AssertionError("the door for " + door.name() + " does not end after input " + seed, e);
            } catch (IOException e) {
                // It has been let go, as it may.
                socket.close();
            }
        }
        if (left != null) {
            left.close();
        }
    }

    /** Most say that nothing more comes, and read to the end; some go, some vanish, and some go on. */
    private void leave(Socket socket, int way) throws IOException {
        switch (way) {
            case 0 -> socket.close();
            case 1 -> vanish(socket);
            case 2 -> {
                if (isOpen(socket)) {
                    left = socket;
                } else {
                    socket.close();
                }
            }
            default -> {
                socket.shutdownOutput();
                BesiegedDoor.awaitEnd(socket);
                socket.close();
            }
        }
    }

    /** Goes as a host that has crashed and is asked afterwards: what was sent is nobody's. */
    static void vanish(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static boolean isOpen(Socket socket) throws IOException {
        int limit = socket.getSoTimeout();
        socket.setSoTimeout(GLANCE_MILLIS);
        try {
            int count = 0;
            byte[] bytes = new byte[1 << 14];
            while (count >= 0) {
                count = socket.getInputStream().read(bytes);
            }
            return false;
        } catch (SocketTimeoutException e) {
            socket.setSoTimeout(limit);
            return true;
        }
    }
}
