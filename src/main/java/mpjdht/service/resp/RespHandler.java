package mpjdht.service.resp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.util.Map;
import java.util.function.Supplier;
import mpjdht.service.Answers;
import mpjdht.service.Caller;
import mpjdht.service.DoorThread;
import mpjdht.service.Farewell;
import mpjdht.service.Meter;
import mpjdht.service.Stall;

/** The socket of a connection: brings its bytes in and its replies out, and stops reading where it may not be served further. */
final class RespHandler extends ChannelInboundHandlerAdapter implements Caller {
    /** Replies that may wait for a client that does not read them; past that it is let go. */
    private static final int MOST_UNREAD_BYTES = 256 << 20;

    private final DoorThread thread;
    private final Supplier<String> info;
    private final long id;
    private final RespLimits limits;
    private final Map<RespVerb, Meter> meters;
    private ChannelHandlerContext context;
    private RespConnection connection;
    private int caller;
    private boolean isLeaving;
    private final Stall sender = new Stall();
    private final Stall reader = new Stall();
    private long receivedBytes;
    private long sentBytes;

    /** Bytes of replies that the door knows not to have been read. */
    private long notedBytes;

    RespHandler(DoorThread thread, long id, RespLimits limits, Map<RespVerb, Meter> meters, Supplier<String> info) {
        this.meters = meters;
        this.limits = limits;
        this.thread = thread;
        this.id = id;
        this.info = info;
    }

    @Override
    public void channelActive(ChannelHandlerContext channel) {
        context = channel;
        caller = thread.door().callers().enter(this);
        connection = new RespConnection(
                thread.door(),
                thread.desk(),
                caller,
                new Pleasantries(id, info, limits.token()),
                limits,
                meters,
                this::goOn);
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) {
        thread.door().tick();
        ByteBuf received = (ByteBuf) message;
        try {
            int length = received.readableBytes();
            byte[] bytes = thread.scratch(length);
            received.readBytes(bytes, 0, length);
            receivedBytes += length;
            connection.received(bytes, 0, length);
        } finally {
            received.release();
        }
        connection.goOn();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext channel) {
        goOn();
    }

    @Override
    public String door() {
        return RespDoor.NAME;
    }

    @Override
    public void answered(int number, Answers answers, int index) {
        connection.answered(number, answers, index);
        if (connection.untoldBytes() > MOST_UNREAD_BYTES) {
            connection.abandon();
            close(context);
        }
    }

    @Override
    public void failed(RuntimeException failure) {
        thread.report("a connection of a client of Redis failed: " + failure);
        connection.abandon();
        close(context);
    }

    @Override
    public void close() {
        connection.close();
        goOn();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext channel) {
        goOn();
    }

    /** Does what may be done now: what is sent makes room for more replies, and so for more commands that are here already. */
    @Override
    public void goOn() {
        if (!context.channel().isActive() || isLeaving) {
            return;
        }
        do {
            connection.noteUnsent(unsentBytes());
            connection.goOn();
        } while (sends());
        if (isLeaving) {
            // Sending has called this again.
            return;
        }
        noteUntold();
        thread.submitSoon();
        if (connection.isOver() && connection.output().length() == 0) {
            leave();
            return;
        }
        boolean reads = connection.wantsMore();
        if (context.channel().config().isAutoRead() != reads) {
            context.channel().config().setAutoRead(reads);
        }
    }

    private void leave() {
        isLeaving = true;
        Farewell.say(context);
    }

    @Override
    public void look(long nanos) {
        if (sender.isStuck(nanos, connection.awaitsRest(), receivedBytes)) {
            connection.refuseRest();
            goOn();
        } else if (reader.isStuck(nanos, unsentBytes() > 0, sentBytes - unsentBytes())) {
            connection.abandon();
            close(context);
        }
    }

    private long unsentBytes() {
        ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    private void noteUntold() {
        connection.noteUnsent(unsentBytes());
        long bytes = connection.untoldBytes();
        thread.door().untold(bytes - notedBytes);
        notedBytes = bytes;
    }

    private boolean sends() {
        RespOutput output = connection.output();
        if (output.length() == 0 || !(context.channel().isWritable() || connection.isOver())) {
            return false;
        }
        sentBytes += output.length();
        ByteBuf bytes = Unpooled.copiedBuffer(output.bytes(), 0, output.length());
        // To send may change whether the channel is writable, and so have this called again.
        output.reset();
        context.writeAndFlush(bytes).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        return true;
    }

    /** Who says nothing more is answered what it has said. */
    @Override
    public void userEventTriggered(ChannelHandlerContext channel, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            if (isLeaving) {
                close(context);
                return;
            }
            connection.goOn();
            connection.endInput();
            goOn();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext channel) {
        connection.abandon();
        thread.door().untold(-notedBytes);
        notedBytes = 0;
        thread.left(caller);
    }

    private static void close(ChannelHandlerContext channel) {
        channel.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
        thread.reportConnection("a client of Redis", cause);
        close(channel);
    }
}
