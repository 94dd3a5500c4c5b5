package mpjdht.runtime;

import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Keeps a process out of the network's reach: what binds to any address, as all of MPJ Express does, binds to the loopback
 * interface. MPJ Express knows no passwords, and a job on one host needs no network.
 *
 * <p>Java has no option for that. So the address that the JDK takes for any is replaced, for which the process needs
 * {@code --add-opens=java.base/java.net=ALL-UNNAMED}, and which a Java to come may know differently: then nothing is
 * changed.
 */
public final class Loopback {
    /** System property: {@code true} in the processes of a job that keeps to this host. */
    public static final String ASKED = "mpjdht.loopback";

    private Loopback() {}

    /**
     * Keeps this process to the loopback interface, if it was asked for. To be called before anything listens.
     *
     * @return whether what was asked for is so
     */
    public static boolean enforceIfAsked() {
        return !Boolean.getBoolean(ASKED) || enforce();
    }

    private static boolean enforce() {
        try {
            Object addresses = field(InetAddress.class, "impl").get(null);
            field(addresses.getClass(), "anyLocalAddress").set(addresses, address());
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false;
        }
        return new InetSocketAddress(0).getAddress().isLoopbackAddress();
    }

    private static Field field(Class<?> owner, String name) throws NoSuchFieldException {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** Returns 127.0.0.1, which a Java that prefers the other protocol has, too. */
    public static InetAddress address() {
        try {
            return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
