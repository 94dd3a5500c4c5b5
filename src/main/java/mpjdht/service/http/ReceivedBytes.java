package mpjdht.service.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Counts what comes on a connection, before it is understood. */
final class ReceivedBytes extends ChannelInboundHandlerAdapter {
    private long count;

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) {
        if (message instanceof ByteBuf bytes) {
            count += bytes.readableBytes();
        }
        channel.fireChannelRead(message);
    }

    /** Bytes that have come so far. */
    long count() {
        return count;
    }
}
