package mpjdht.cli.cluster;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds out, before anything is started, whether a job can run on its hosts. MPJ Express itself would wait for ever for
 * the ranks of a host that cannot be reached.
 */
final class HostCheck {
    private static final int RESOLVE_MILLIS = 5_000;

    private HostCheck() {}

    /**
     * Checks that every host has a name that resolves, to an address of its own, and a daemon that answers.
     *
     * @throws LaunchException naming the first host, in the file's order, that does not
     */
    static void check(Hostfile hostfile, MpjPorts ports) throws LaunchException {
        List<Future<InetAddress>> lookups = new ArrayList<>();
        for (Hostfile.Entry entry : hostfile.entries()) {
            lookups.add(start(() -> InetAddress.getByName(entry.host())));
        }
        List<InetAddress> addresses = new ArrayList<>();
        Map<InetAddress, Hostfile.Entry> entryOf = new HashMap<>();
        for (int i = 0; i < lookups.size(); i++) {
            Hostfile.Entry entry = hostfile.entries().get(i);
            InetAddress address = resolved(lookups.get(i), hostfile, entry);
            Hostfile.Entry before = entryOf.putIfAbsent(address, entry);
            if (before != null) {
                throw new LaunchException(
                        LaunchException.USAGE,
                        where(hostfile, entry) + "host " + entry.host() + " is host " + before.host() + " of line "
                                + before.line() + " (" + address.getHostAddress() + "); name each host once");
            }
            addresses.add(address);
        }
        checkOwnName(addresses);
        checkDaemons(hostfile, addresses, ports);
    }

    private static InetAddress resolved(Future<InetAddress> lookup, Hostfile hostfile, Hostfile.Entry entry)
            throws LaunchException {
        try {
            return lookup.get(RESOLVE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LaunchException(
                    LaunchException.JOB_FAILED,
                    where(hostfile, entry) + "unknown host " + entry.host()
                            + "; give a name that this host resolves, or an address");
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /**
     * MPJ Express tells every rank the addresses from which the others' ranks called the launching host. With a name
     * that leads to a loopback address, as Debian installs it, the ranks on this host would be at 127.0.0.1 for all.
     */
    private static void checkOwnName(List<InetAddress> addresses) throws LaunchException {
        try {
            InetAddress own = InetAddress.getLocalHost();
            if (addresses.size() > 1 && own.isLoopbackAddress() && anyLocal(addresses)) {
                throw new LaunchException(
                        LaunchException.JOB_FAILED,
                        "mpj-dht: this host's name " + own.getHostName() + " resolves to " + own.getHostAddress()
                                + ", where other hosts cannot reach it: give it its network address in /etc/hosts");
            }
        } catch (UnknownHostException e) {
            throw new LaunchException(
                    LaunchException.JOB_FAILED,
                    "mpj-dht: this host's own name does not resolve: give it its network address in /etc/hosts");
        } catch (SocketException e) {
            throw new LaunchException(
                    LaunchException.JOB_FAILED,
                    "mpj-dht: cannot list this host's network interfaces: " + e.getMessage());
        }
    }

    private static boolean anyLocal(List<InetAddress> addresses) throws SocketException {
        for (InetAddress address : addresses) {
            if (address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null) {
                return true;
            }
        }
        return false;
    }

    private static void checkDaemons(Hostfile hostfile, List<InetAddress> addresses, MpjPorts ports)
            throws LaunchException {
        List<Future<String>> answers = new ArrayList<>();
        for (InetAddress address : addresses) {
            answers.add(start(() -> DaemonProbe.whyUnreachable(address, ports.portManager())));
        }
        for (int i = 0; i < answers.size(); i++) {
            Hostfile.Entry entry = hostfile.entries().get(i);
            String why;
            try {
                why = answers.get(i).get(3L * DaemonProbe.LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                why = "no answer";
            } catch (InterruptedException e) {
                throw interrupted();
            }
            if (!why.isEmpty()) {
                throw new LaunchException(
                        LaunchException.JOB_FAILED,
                        where(hostfile, entry) + "no MPJ daemon answers on host " + entry.host() + " (port "
                                + ports.portManager() + ": " + why + "); start it with scripts/cluster start "
                                + hostfile.name());
            }
        }
    }

    private static String where(Hostfile hostfile, Hostfile.Entry entry) {
        return hostfile.name() + ":" + entry.line() + ": error: ";
    }

    private static LaunchException interrupted() {
        Thread.currentThread().interrupt();
        return new LaunchException(LaunchException.JOB_FAILED, "mpj-dht: interrupted");
    }

    private static <T> Future<T> start(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = new Thread(future, "mpj-dht-host-check");
        thread.setDaemon(true);
        thread.start();
        return future;
    }
}
