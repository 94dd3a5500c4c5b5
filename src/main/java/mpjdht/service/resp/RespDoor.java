package mpjdht.service.resp;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import mpjdht.service.DoorThread;
import mpjdht.service.Figures;
import mpjdht.service.Listener;
import mpjdht.service.Meter;

/** The door for clients of Redis. */
public final class RespDoor {
    static final String NAME = "resp";

    private static final byte[] FULL = "-ERR max number of clients reached\r\n".getBytes(StandardCharsets.US_ASCII);

    private RespDoor() {}

    /**
     * Takes a port; nobody comes in yet.
     *
     * @param thread serves those who come
     * @param address where it listens; port 0 is any that is free
     * @param limits what clients may do
     * @param info what the server tells of itself
     * @throws IOException if the port cannot be had
     */
    public static Listener listen(
            DoorThread thread, InetSocketAddress address, RespLimits limits, Supplier<String> info) throws IOException {
        Map<RespVerb, Meter> meters = meters(thread.figures());
        return thread.listen(address, new ChannelInitializer<SocketChannel>() {
            private long connections;

            @Override
            protected void initChannel(SocketChannel channel) {
                if (thread.door().callers().here() >= limits.connections()) {
                    letGo(channel);
                    return;
                }
                connections++;
                channel.pipeline().addLast(new RespHandler(thread, connections, limits, meters, info));
            }
        });
    }

    /** Meters of the commands about keys. */
    static Map<RespVerb, Meter> meters(Figures figures) {
        Map<RespVerb, Meter> meters = new EnumMap<>(RespVerb.class);
        for (RespVerb verb : RespVerb.values()) {
            if (verb.keys() != RespVerb.Keys.NONE || verb.isAboutAllKeys()) {
                meters.put(verb, figures.meter(NAME, verb.name()));
            }
        }
        return meters;
    }

    private static void letGo(Channel channel) {
        channel.writeAndFlush(Unpooled.wrappedBuffer(FULL)).addListener(ChannelFutureListener.CLOSE);
    }
}
