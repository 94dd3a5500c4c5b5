package mpjdht.service.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;
import mpjdht.service.DoorThread;
import mpjdht.service.Farewell;

/** What a connection tells its client: one response after another. */
final class Response implements Responder {
    private static final int FIRST_FAILURE = 400;

    private final ChannelHandlerContext context;
    private final DoorThread thread;
    private final WhenWhole whenWhole;
    private final Runnable goOnAfterOthers;
    private boolean isBegun;
    private boolean isWhole = true;
    private boolean closes;
    private boolean isChunked;
    private boolean isHead;
    private boolean isLeaving;
    private boolean isEnding;
    private boolean isRequestWhole;
    private long queuedBytes;

    /** Is told that a response is whole. */
    interface WhenWhole {
        void responded(boolean isFailure);
    }

    /**
     * The responses of a connection.
     *
     * @param goOnAfterOthers has the connection go on, when others have had their turn
     */
    Response(ChannelHandlerContext context, DoorThread thread, WhenWhole whenWhole, Runnable goOnAfterOthers) {
        this.context = context;
        this.thread = thread;
        this.whenWhole = whenWhole;
        this.goOnAfterOthers = goOnAfterOthers;
    }

    /**
     * The response to another request begins.
     *
     * @param request null when it has no head that could be read
     * @param isLast whether the connection is over with it
     */
    void begins(HttpRequest request, boolean isLast) {
        isBegun = false;
        isWhole = false;
        isRequestWhole = false;
        closes = isLast || request == null || !HttpUtil.isKeepAlive(request);
        isChunked = request != null && request.protocolVersion().isKeepAliveDefault();
        isHead = request != null && request.method().equals(HttpMethod.HEAD);
    }

    /** Nothing more of the request comes. */
    void requestIsWhole() {
        isRequestWhole = true;
    }

    /** The connection is over with this response. */
    void closeAfterwards() {
        closes = true;
    }

    boolean closes() {
        return closes;
    }

    /** The server ends: the connection is over with this response. */
    void endsSoon() {
        isEnding = true;
        closes = true;
    }

    @Override
    public boolean isEnding() {
        return isEnding;
    }

    /** The client may send the body. */
    void askForBody() {
        context.writeAndFlush(new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER))
                .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    @Override
    public void send(HttpResponseStatus status, String type, byte[] bytes, int offset, int length, String... headers) {
        if (isWhole) {
            return;
        }
        isWhole = true;
        closes |= !isRequestWhole;
        int sent = isHead ? 0 : length;
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(bytes, offset, sent));
        if (!type.isEmpty()) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        }
        if (!status.equals(HttpResponseStatus.NO_CONTENT) && !status.equals(HttpResponseStatus.NOT_MODIFIED)) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, length);
        }
        complete(response, headers);
        write(response, sent);
        whenWhole.responded(status.code() >= FIRST_FAILURE);
    }

    private void complete(HttpResponse response, String... headers) {
        response.headers().set("x-content-type-options", "nosniff");
        for (int i = 0; i < headers.length; i += 2) {
            response.headers().set(headers[i], headers[i + 1]);
        }
        if (closes) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    private void write(Object what, int bytes) {
        queuedBytes += bytes;
        context.writeAndFlush(what).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    @Override
    public void refuse(HttpResponseStatus status, String why, String... headers) {
        if (isBegun) {
            // What was begun as well cannot become a failure any more but by being cut off.
            closeNow();
            return;
        }
        byte[] bytes = Json.bytes(Map.of("error", why));
        send(status, JSON, bytes, headers);
    }

    @Override
    public void begin(String type) {
        isBegun = true;
        closes |= !isChunked;
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        HttpUtil.setTransferEncodingChunked(response, isChunked);
        complete(response);
        write(response, 0);
    }

    @Override
    public void append(byte[] bytes) {
        ByteBuf content = Unpooled.wrappedBuffer(bytes);
        write(new DefaultHttpContent(content), bytes.length);
    }

    @Override
    public void end() {
        if (isWhole) {
            return;
        }
        isWhole = true;
        closes |= !isRequestWhole;
        write(new DefaultLastHttpContent(), 0);
        whenWhole.responded(false);
    }

    @Override
    public boolean isRead() {
        return context.channel().isWritable();
    }

    @Override
    public void submit() {
        thread.submitSoon();
    }

    @Override
    public void goOnAfterOthers() {
        goOnAfterOthers.run();
    }

    /** Bytes that the socket has not taken. */
    long unsentBytes() {
        ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** Bytes of bodies that it has taken, about. */
    long sentBytes() {
        return queuedBytes - unsentBytes();
    }

    /** The connection is over. */
    void leave() {
        if (!isLeaving) {
            isLeaving = true;
            Farewell.say(context);
        }
    }

    private void closeNow() {
        context.close().addListener(over -> {});
    }
}
