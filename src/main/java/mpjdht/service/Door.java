package mpjdht.service;

import mpjdht.message.Operation;

/**
 * What the thread of the doors asks its client for. Whoever waits for an answer has a place: the number of its {@link Caller} in the upper half,
 * and a number that the caller has given in the lower one.
 */
public final class Door {
    private static final long UNTOLD_BYTES = 64 << 20;
    private static final long UNTOLD_BYTES_IN_A_CROWD = 1 << 20;
    private static final long UNTOLD_BYTES_OF_ALL = 256 << 20;

    private final RequestPassage requests;
    private final AnswerPassage answers;
    private final Callers callers = new Callers();
    private final AskedBytes asked = new AskedBytes();
    private long untoldBytes;
    private long answerCount;
    private long hops;
    private long nowNanos;

    /**
     * Nobody has come in.
     *
     * @param requests the way to the client
     * @param answers the way back
     */
    public Door(RequestPassage requests, AnswerPassage answers) {
        this.requests = requests;
        this.answers = answers;
    }

    /** Those who have come in. */
    public Callers callers() {
        return callers;
    }

    /** Whether another request may be asked for; else callers read no further until answers have come. */
    public boolean hasRoom() {
        return asked.hasRoom();
    }

    /**
     * How many bytes of replies a caller may have that it has not read; then it reads no further. Many clients send all their commands before they
     * read the first reply, so it is much, as long as few do so.
     */
    public long mostUntoldBytes() {
        return untoldBytes < UNTOLD_BYTES_OF_ALL ? UNTOLD_BYTES : UNTOLD_BYTES_IN_A_CROWD;
    }

    /** Whether so much is untold that no more should be asked for that is long. */
    public boolean isCrowded() {
        return untoldBytes >= UNTOLD_BYTES_OF_ALL;
    }

    /** Bytes of replies that callers have not read. */
    public long untoldBytes() {
        return untoldBytes;
    }

    /** Bytes of requests that have no answer yet. */
    public long askedBytes() {
        return asked.count();
    }

    /** How many answers have come. */
    public long answers() {
        return answerCount;
    }

    /** Hops of the requests that were answered. */
    public long hops() {
        return hops;
    }

    /** A caller has so many more bytes of replies that it has not read, or fewer. */
    public void untold(long moreBytes) {
        untoldBytes += moreBytes;
    }

    /** Asks for a PUT. */
    public void put(int caller, int number, byte[] bytes, int keyAt, int keyLength, int valueAt, int valueLength) {
        ask(Operation.PUT, caller, number, bytes, keyAt, keyLength, valueAt, valueLength);
    }

    /** Asks for a GET. */
    public void get(int caller, int number, byte[] bytes, int keyAt, int keyLength) {
        ask(Operation.GET, caller, number, bytes, keyAt, keyLength, 0, 0);
    }

    /** Asks for a DELETE. */
    public void delete(int caller, int number, byte[] bytes, int keyAt, int keyLength) {
        ask(Operation.DELETE, caller, number, bytes, keyAt, keyLength, 0, 0);
    }

    private void ask(
            int operation,
            int caller,
            int number,
            byte[] bytes,
            int keyAt,
            int keyLength,
            int valueAt,
            int valueLength) {
        callers.asks(caller);
        asked.asked(
                requests.ask(operation, Callers.place(caller, number), bytes, keyAt, keyLength, valueAt, valueLength));
    }

    /**
     * Asks for a CAS; key and values lie in one array.
     *
     * @param oldLength {@link mpjdht.message.SwapRecord#ABSENT} when the key is to be absent before; not both
     * @param newLength the same of what is after
     */
    public void swap(
            int caller,
            int number,
            byte[] bytes,
            int keyAt,
            int keyLength,
            int oldAt,
            int oldLength,
            int newAt,
            int newLength) {
        callers.asks(caller);
        asked.asked(requests.swap(
                Callers.place(caller, number), bytes, keyAt, keyLength, oldAt, oldLength, newAt, newLength));
    }

    /** Asks for an INCR. */
    public void increment(int caller, int number, byte[] bytes, int keyAt, int keyLength, long by) {
        callers.asks(caller);
        asked.asked(requests.increment(Callers.place(caller, number), bytes, keyAt, keyLength, by));
    }

    /** Looks at the clock; to be called when something has come. */
    public void tick() {
        nowNanos = System.nanoTime();
    }

    /** What the clock said last, as {@link System#nanoTime} tells it. */
    public long now() {
        return nowNanos;
    }

    /**
     * Asks for a WALK.
     *
     * @param position where it begins, unsigned
     * @param keys about how many are to be told; 0 to have them counted
     */
    public void walk(int caller, int number, long position, int keys) {
        callers.asks(caller);
        asked.asked(requests.walk(Callers.place(caller, number), position, keys));
    }

    /** Lets go what has been asked for since the last call. */
    public void submit() {
        requests.submit();
    }

    /** Tells the callers what has come for them. */
    public void tellAnswers() {
        tick();
        boolean hadRoom = hasRoom();
        answers.take(this::tell);
        callers.toldAll(!hadRoom && hasRoom());
    }

    private void tell(Answers batch) {
        answerCount += batch.count();
        hops += batch.hops();
        for (int i = 0; i < batch.count(); i++) {
            asked.answered(batch.requestBytes(i));
            callers.tell(batch.place(i), batch, i);
        }
    }
}
