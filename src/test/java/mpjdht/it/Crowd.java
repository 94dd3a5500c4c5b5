package mpjdht.it;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Many who have come in by a door and say nothing more, or a byte now and then, or have gone without a word. */
final class Crowd {
    private static final int SLOW = 50;
    private static final long BYTE_MILLIS = 20;

    private final BesiegedDoor door;
    private final List<Socket> idle = new ArrayList<>();
    private final List<Socket> slow = new ArrayList<>();
    private final CountDownLatch said = new CountDownLatch(1);
    private final Future<?> ticking;
    private int at;

    private Crowd(BesiegedDoor door, int idleCount, ScheduledExecutorService clock) throws IOException {
        this.door = door;
        for (int i = 0; i < idleCount; i++) {
            Socket socket = door.connect();
            idle.add(socket);
            if (i % 2 == 0) {
                socket.getOutputStream().write(door.word());
            }
        }
        for (int i = 0; i < idleCount; i += 2) {
            door.awaitAnswer(idle.get(i));
        }
        this.ticking = clock.scheduleWithFixedDelay(this::step, 0, BYTE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** So many come in who say nothing, or nothing more; and some who are slow. */
    static Crowd gather(BesiegedDoor door, int idle, ScheduledExecutorService clock) throws IOException {
        return new Crowd(door, idle, clock);
    }

    private synchronized void step() {
        try {
            sayNextByte();
        } catch (IOException e) {
            throw new AssertionError("somebody slow was not answered at the door for " + door.name(), e);
        }
    }

    /** Those who are slow say what may be said, byte by byte, and have it answered; over and over, on connections of their own. */
    private void sayNextByte() throws IOException {
        while (slow.size() < SLOW) {
            slow.add(door.connect());
        }
        for (Socket socket : slow) {
            socket.getOutputStream().write(door.word()[at]);
        }
        at++;
        if (at < door.word().length) {
            return;
        }
        at = 0;
        for (Socket socket : slow) {
            door.awaitAnswer(socket);
            socket.close();
        }
        slow.clear();
        said.countDown();
    }

    /** Inputs that are never finished come, and stay. */
    void leaveUnfinished(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Socket socket = door.connect();
            idle.add(socket);
            socket.getOutputStream().write(door.word(), 0, door.word().length / 2);
        }
    }

    /** Some say what nobody should, an input for each seed, and stay. */
    void leaveInputs(int count) throws IOException {
        for (int seed = 0; seed < count; seed++) {
            Socket socket = door.connect();
            idle.add(socket);
            try {
                socket.getOutputStream().write(door.input().apply(new SplittableRandom(seed)));
            } catch (SocketException e) {
                // It has been let go before all was said, as it may.
                socket.close();
            }
        }
    }

    /** Some say half of something, and go: they hang up and have to see the end, or are not there any more. */
    void vanish(int count) throws IOException {
        SplittableRandom random = new SplittableRandom(count);
        for (int i = 0; i < count; i++) {
            byte[] half = Arrays.copyOf(door.word(), random.nextInt(door.word().length));
            Socket socket = door.connect();
            socket.getOutputStream().write(half);
            if (i % 2 == 0) {
                Fuzzers.vanish(socket);
            } else {
                socket.shutdownOutput();
                BesiegedDoor.awaitEnd(socket);
                socket.close();
            }
        }
    }

    /** Waits until those who are slow have been answered. */
    void awaitSlow() throws InterruptedException {
        while (!said.await(1, TimeUnit.SECONDS)) {
            failIfTickingFailed();
        }
    }

    private void failIfTickingFailed() throws InterruptedException {
        if (ticking.isDone()) {
            try {
                ticking.get();
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause());
            }
        }
    }

    /** All go. */
    synchronized void leave() throws IOException, InterruptedException {
        failIfTickingFailed();
        ticking.cancel(false);
        for (Socket socket : idle) {
            socket.close();
        }
        for (Socket socket : slow) {
            socket.close();
        }
    }
}
