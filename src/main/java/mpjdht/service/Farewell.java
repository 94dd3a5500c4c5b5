package mpjdht.service;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The end of a connection: says that nothing more is told, and closes when the client has heard that, or does not for a while. A socket that is
 * closed at once, with bytes in it that nobody has read, takes back what it has sent.
 */
public final class Farewell {
    /** How long a client has to hear that nothing more comes, once everything is sent; and to read all that. */
    private static final long LINGER_MILLIS = 1000;

    private static final long LONGEST_LINGER_MILLIS = 60_000;

    private Farewell() {}

    /** Says it, behind all that has been written. Whatever the client sends now is read, and is for nobody. */
    public static void say(ChannelHandlerContext context) {
        SocketChannel socket = (SocketChannel) context.channel();
        ChannelFuture sent = context.writeAndFlush(Unpooled.EMPTY_BUFFER);
        if (socket.isInputShutdown()) {
            sent.addListener(ChannelFutureListener.CLOSE);
            return;
        }
        sent.addListener(all -> endOutput(socket));
        socket.config().setAutoRead(true);
        closeIn(LONGEST_LINGER_MILLIS, socket);
    }

    private static void endOutput(SocketChannel socket) {
        SslHandler tls = socket.pipeline().get(SslHandler.class);
        if (tls == null) {
            shutDown(socket);
        } else {
            tls.closeOutbound().addListener(told -> shutDown(socket));
        }
        closeIn(LINGER_MILLIS, socket);
    }

    private static void shutDown(SocketChannel socket) {
        socket.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    private static void closeIn(long millis, Channel channel) {
        Future<?> later = channel.eventLoop().schedule(() -> close(channel), millis, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> later.cancel(false));
    }

    private static void close(Channel channel) {
        channel.close().addListener(over -> {});
    }
}
