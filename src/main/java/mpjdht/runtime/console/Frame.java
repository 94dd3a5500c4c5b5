package mpjdht.runtime.console;

/**
 * One message of a rank to its launcher.
 *
 * @param kind what it says
 * @param rank who says it, 0 or more
 * @param complete false when the payload goes on in this rank's next frame of the same kind
 * @param payload bytes, owned by the frame; at most {@link Frames#PAYLOAD_BYTES_MAX}
 */
@SuppressWarnings("ArrayRecordComponent") // a frame is passed on once, and never compared
public record Frame(Kind kind, int rank, boolean complete, byte[] payload) {
    /** What a frame says. The letters are the wire code. */
    public enum Kind {
        /** Bytes of the user's standard output. */
        RESULTS('R'),
        /** A line of the user's standard error. */
        LINE('L'),
        /** A progress text. */
        PROGRESS('P'),
        /** {@link Console#started}: the host. */
        STARTED('S'),
        /** Nothing new, twice a second: the rank's process and its way to the launcher are alive. */
        ALIVE('A'),
        /** {@link Console#failed}: the host, a line break, the reason. */
        FAILED('F'),
        /** {@link Console#lostPeer}: the host, a line break, the reason. */
        LOST_PEER('X'),
        /** {@link Console#endsAt}: the port in decimal, a blank, the secret. */
        ENDS_AT('D'),
        /** {@link Console#ended}: the exit code in decimal. */
        ENDED('E');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        /** Returns the wire code, a printable ASCII letter. */
        public char letter() {
            return letter;
        }
    }
}
