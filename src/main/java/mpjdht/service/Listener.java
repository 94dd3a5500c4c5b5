package mpjdht.service;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.net.InetSocketAddress;

/** A port that a door has taken. */
public final class Listener {
    private final Channel channel;

    Listener(Channel channel) {
        this.channel = channel;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** From now on who comes is let in. */
    void open() {
        channel.config().setAutoRead(true);
    }

    /** From now on nobody is let in. */
    void close() {
        channel.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }
}
