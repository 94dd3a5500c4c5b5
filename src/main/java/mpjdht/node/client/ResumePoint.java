package mpjdht.node.client;

import java.util.Optional;
import mpjdht.message.ClientMessage.MembershipChanged;

/**
 * Where a client goes on whose job was killed: behind the last command whose result is safe. Those behind it that were done keep their numbers, so they are
 * answered and not done again.
 *
 * @param next number of its next request
 * @param location where the last of those commands stands, as its source names it
 * @param change what became of the ADD or REMOVE with which it goes on, if that was done already
 */
public record ResumePoint(int next, long location, Optional<MembershipChanged> change) {
    /** Before the first command. */
    public static final ResumePoint BEGINNING = new ResumePoint(0, 0, Optional.empty());
}
