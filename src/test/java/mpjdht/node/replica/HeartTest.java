package mpjdht.node.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import mpjdht.node.Detection;
import mpjdht.node.FailureDetector;
import mpjdht.node.Grid;
import mpjdht.node.RecordingOutbox;
import org.junit.jupiter.api.Test;

class HeartTest {
    private static final int RANK = 1;

    private final RecordingOutbox outbox = new RecordingOutbox();

    @Test
    void beatsFromTheBeginningOnAndSaysInWhichLife() {
        Heart heart = new Heart(new ChainRules(), new Detection(1000), 3);
        heart.begin(70, outbox);
        heart.begin(80, outbox);
        assertThat(outbox.take())
                .containsExactly("0: Heartbeat[life=3, sentMicros=70, stopped=false]", "timer 3 in 50 us");

        heart.beat(120, outbox);
        assertThat(outbox.take())
                .containsExactly("0: Heartbeat[life=3, sentMicros=120, stopped=false]", "timer 3 in 50 us");
    }

    @Test
    void stopsWhenItHasNotBeenHeardForHalfTheTimeOutAndGoesOnWhenItIsHeard() {
        Heart heart = new Heart(new ChainRules(), new Detection(1000), 0);
        assertThat(heart.hasStopped(1_000_000)).isFalse();
        heart.begin(0, outbox);

        assertThat(heart.hasStopped(500)).isFalse();
        assertThat(heart.hasStopped(501)).isTrue();
        heart.heard(200);
        assertThat(heart.hasStopped(700)).isFalse();
        heart.heard(100);
        assertThat(heart.hasStopped(700)).isFalse();
        assertThat(heart.hasStopped(701)).isTrue();
        heart.heard(650);
        assertThat(heart.hasStopped(701)).isFalse();
    }

    @Test
    void aTimeOutHasBeats() {
        assertThat(new Detection(20).beatMicros()).isEqualTo(1);
        assertThat(new Detection(2_000_000).beatMicros()).isEqualTo(100_000);
        assertThat(new Detection(2_000_000).patienceMicros()).isEqualTo(1_000_000);
        assertThatThrownBy(() -> new Detection(19)).hasMessage("a time-out of 19 microseconds is too short");
    }

    /** Whatever is late or lost, and whoever sleeps, as long as one clock tells the time. */
    @Test
    void whoeverIsTakenToBeDeadHasStopped() {
        int dead = 0;
        int goneOn = 0;
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Detection detection = new Detection(200 + random.nextInt(1000));
            Heart heart = new Heart(new ChainRules(), detection, 0);
            FailureDetector head = new FailureDetector(detection, new Grid(3));
            Map<Long, Runnable> mail = new TreeMap<>();
            int loss = random.nextInt(100);
            int delay = 1 + random.nextInt(2 * (int) detection.timeoutMicros());
            heart.begin(0, outbox);
            head.begin(0);
            long rankWakes = 0;
            long headWakes = 0;
            boolean wasStopped = false;
            for (long now = 1; now < 20 * detection.timeoutMicros(); now++) {
                if (random.nextInt(2000) == 0) {
                    rankWakes = now + random.nextInt(3 * (int) detection.timeoutMicros());
                }
                if (random.nextInt(2000) == 0) {
                    headWakes = now + random.nextInt(3 * (int) detection.timeoutMicros());
                }
                long time = now;
                if (now % detection.beatMicros() == 0 && now >= rankWakes && random.nextInt(100) >= loss) {
                    long arrives = now + 1 + random.nextInt(delay);
                    post(mail, arrives, () -> {
                        head.heard(arrives, RANK);
                        post(mail, arrives + 1 + random.nextInt(delay), () -> heart.heard(time));
                    });
                }
                deliver(mail, now);
                if (now % detection.beatMicros() == 0
                        && now >= headWakes
                        && head.look(now).contains(RANK)) {
                    assertThat(heart.hasStopped(now)).as("seed " + seed).isTrue();
                    dead++;
                }
                goneOn += wasStopped && !heart.hasStopped(now) ? 1 : 0;
                wasStopped = heart.hasStopped(now);
            }
        }
        assertThat(dead).isGreaterThan(100);
        assertThat(goneOn).isGreaterThan(100);
    }

    private static void post(Map<Long, Runnable> mail, long at, Runnable delivery) {
        mail.merge(at, delivery, (first, second) -> () -> {
            first.run();
            second.run();
        });
    }

    private static void deliver(Map<Long, Runnable> mail, long now) {
        Runnable due = mail.remove(now);
        if (due != null) {
            due.run();
        }
    }
}
