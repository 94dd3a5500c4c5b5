package mpjdht.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The secret that those have to know who come in. */
public final class Token {
    private final byte[] secret;

    /** The same, as text. */
    public Token(String text) {
        this.secret = text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether somebody knows it; how long that takes to tell does not depend on how much of it is right. */
    public boolean is(String shown) {
        return MessageDigest.isEqual(secret, shown.getBytes(StandardCharsets.UTF_8));
    }
}
