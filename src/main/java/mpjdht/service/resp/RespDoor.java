package mpjdht.service.resp;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import mpjdht.service.DoorThread;
import mpjdht.service.Listener;

/** The door for clients of Redis. */
public final class RespDoor {
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
        return thread.listen(address, new ChannelInitializer<SocketChannel>() {
            private long connections;

            @Override
            protected void initChannel(SocketChannel channel) {
                if (thread.door().callers().here() >= limits.connections()) {
                    letGo(channel);
                    return;
                }
                connections++;
                channel.pipeline().addLast(new RespHandler(thread, connections, limits, info));
            }
        });
    }

    private static void letGo(Channel channel) {
        channel.writeAndFlush(Unpooled.wrappedBuffer(FULL)).addListener(ChannelFutureListener.CLOSE);
    }
}
