package mpjdht.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryPoolTest {
    private static final int MOST_KEPT_BYTES = 16 << 20;

    private final MemoryPool pool = new MemoryPool();

    @Test
    void whatIsGivenBackIsTakenAgainHoweverOften() {
        byte[] page = pool.takePage();
        long[] slots = pool.takeSlots();
        for (int i = 0; i < 1000; i++) {
            pool.give(page);
            pool.give(slots);
            slots[7] = 7;

            assertThat(pool.takePage()).isSameAs(page);
            assertThat(pool.takeSlots()).isSameAs(slots);
            assertThat(slots[7]).isZero();
        }
    }

    @Test
    void keepsABoundedNumberOfBytes() {
        int pages = MOST_KEPT_BYTES / MemoryPool.PAGE_BYTES;
        byte[] first = new byte[MemoryPool.PAGE_BYTES];
        pool.give(first);
        for (int i = 1; i < pages; i++) {
            pool.give(new byte[MemoryPool.PAGE_BYTES]);
        }
        byte[] oneTooMany = new byte[MemoryPool.PAGE_BYTES];
        pool.give(oneTooMany);
        long[] slots = new long[MemoryPool.SLOTS];
        pool.give(slots);

        assertThat(pool.takePage()).isNotSameAs(oneTooMany);
        assertThat(pool.takeSlots()).isNotSameAs(slots);
        for (int i = 1; i < pages - 1; i++) {
            pool.takePage();
        }
        assertThat(pool.takePage()).isSameAs(first);
    }

    @Test
    void keepsNothingOfAnotherSize() {
        byte[] page = new byte[MemoryPool.PAGE_BYTES / 2];
        long[] slots = new long[MemoryPool.SLOTS * 2];
        pool.give(page);
        pool.give(slots);

        assertThat(pool.takePage()).hasSize(MemoryPool.PAGE_BYTES);
        assertThat(pool.takeSlots()).hasSize(MemoryPool.SLOTS);
    }
}
