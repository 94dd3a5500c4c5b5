package mpjdht.service.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mpjdht.service.Answers;
import mpjdht.service.Caller;
import mpjdht.service.DoorThread;
import mpjdht.service.Stall;

/**
 * A connection: serves its requests one after another, and reads no further while one that it has read may not go on.
 *
 * <pre>
 *   IDLE --a head--> READING --the body is whole--> ASKED --the response is whole--> IDLE
 *   READING --the response is whole--> over: nobody reads the rest of the request
 * </pre>
 */
final class HttpHandler extends ChannelInboundHandlerAdapter implements Caller {
    private enum State {
        IDLE,
        READING,
        ASKED,
        OVER
    }

    private static final int LONG_BYTES = 1 << 20;

    private final DoorThread thread;
    private final Routes routes;
    private final ReceivedBytes received;
    private final Stall sender = new Stall();
    private final Stall reader = new Stall();
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();
    private ChannelHandlerContext context;
    private Response response;
    private Exchange exchange;
    private State state = State.IDLE;
    private int caller;

    /** Number of the request under way. */
    private int number;

    private long begunNanos;

    /** How much had come when the last request was understood. */
    private long understoodBytes;

    private boolean isClosing;
    private boolean willGoOn;
    private long notedBytes;

    HttpHandler(DoorThread thread, Routes routes, ReceivedBytes received) {
        this.thread = thread;
        this.routes = routes;
        this.received = received;
    }

    @Override
    public void channelActive(ChannelHandlerContext channel) {
        context = channel;
        response = new Response(channel, thread, this::responded, this::goOnAfterOthers);
        exchange = new NoExchange(response);
        caller = thread.door().callers().enter(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) {
        understoodBytes = received.count();
        waiting.add(message);
        advance();
        if (!waiting.isEmpty()) {
            readOn();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext channel) {
        readOn();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext channel) {
        goOnAfterOthers();
    }

    /** Takes what has come, as far as that may be, and reads on when there is nothing left. */
    private void advance() {
        while (!waiting.isEmpty() && mayTake(waiting.peek())) {
            Object message = waiting.poll();
            try {
                take(message);
            } finally {
                ReferenceCountUtil.release(message);
            }
        }
        noteUntold();
    }

    private boolean mayTake(Object message) {
        return switch (state) {
            case IDLE -> thread.door().hasRoom() && context.channel().isWritable();
            case READING -> message instanceof HttpRequest || exchange.takesMore();
            case ASKED -> exchange.isEndless();
            case OVER -> true;
        };
    }

    /** Reads from the socket unless there is something to be taken first. What comes behind a request that is under way waits, and is little. */
    private void readOn() {
        boolean reads = waiting.isEmpty() && (state != State.READING || exchange.takesMore());
        if (context.channel().config().isAutoRead() != reads) {
            context.channel().config().setAutoRead(reads);
        }
    }

    private boolean mayReadBody() {
        return state == State.READING && exchange.takesMore();
    }

    private void take(Object message) {
        if (state == State.OVER || state == State.ASKED) {
            return;
        }
        if (message instanceof HttpRequest request) {
            begin(request);
        }
        if (message instanceof HttpContent content && state == State.READING) {
            byte[] bytes = ByteBufUtil.getBytes(content.content());
            if (exchange.length() > LONG_BYTES && thread.door().isCrowded()) {
                response.refuse(HttpResponseStatus.SERVICE_UNAVAILABLE, Responder.CROWDED);
                return;
            }
            if (bytes.length > 0) {
                exchange.take(bytes);
            }
            if (content instanceof LastHttpContent && state == State.READING) {
                if (content.decoderResult().isFailure()) {
                    response.refuse(HttpResponseStatus.BAD_REQUEST, "this is no HTTP");
                    return;
                }
                state = State.ASKED;
                response.requestIsWhole();
                exchange.run();
            }
        }
    }

    private void begin(HttpRequest request) {
        number++;
        state = State.READING;
        begunNanos = System.nanoTime();
        response.begins(request, isClosing);
        exchange = new NoExchange(response);
        Optional<Framing.Problem> problem = Framing.problem(request);
        if (problem.isPresent()) {
            response.closeAfterwards();
            response.refuse(problem.get().status(), problem.get().why());
            return;
        }
        long length = Framing.length(request);
        if (!HttpUtil.isTransferEncodingChunked(request) && length == 0) {
            response.requestIsWhole();
        }
        exchange = routes.exchange(request, response, (long) caller << Integer.SIZE | number, this::goOnSoon);
        if (state == State.READING && length > exchange.mostBytes()) {
            response.refuse(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, exchange.tooLong());
        } else if (state == State.READING && HttpUtil.is100ContinueExpected(request)) {
            response.askForBody();
        }
    }

    /** The response is whole. */
    private void responded(boolean isFailure) {
        routes.note(exchange, System.nanoTime() - begunNanos, isFailure);
        exchange.abandon();
        exchange = new NoExchange(response);
        boolean isOver = response.closes();
        state = isOver ? State.OVER : State.IDLE;
        if (isOver) {
            response.leave();
        } else {
            goOnSoon();
        }
    }

    private void goOnSoon() {
        context.executor().execute(this::goOn);
    }

    /** Goes on when sockets have been looked at: what is just executed goes before that, however often. */
    private void goOnAfterOthers() {
        if (!willGoOn) {
            willGoOn = true;
            context.executor().schedule(this::goOnNow, 0, TimeUnit.NANOSECONDS).addListener(over -> {});
        }
    }

    private void goOnNow() {
        willGoOn = false;
        goOn();
    }

    @Override
    public String door() {
        return Routes.DOOR;
    }

    @Override
    public void answered(int request, Answers answers, int index) {
        if (request == number && state == State.ASKED) {
            exchange.answered(answers, index);
        }
    }

    @Override
    public void failed(RuntimeException failure) {
        thread.report("a connection of HTTP failed: " + failure);
        closeNow();
    }

    @Override
    public void close() {
        isClosing = true;
        if (state == State.IDLE) {
            state = State.OVER;
            response.leave();
        } else if (state == State.READING && !(exchange instanceof BatchExchange)) {
            response.refuse(HttpResponseStatus.SERVICE_UNAVAILABLE, Responder.ENDING);
        } else if (state != State.OVER) {
            response.endsSoon();
            exchange.endSoon();
        }
    }

    @Override
    public void goOn() {
        if (!context.channel().isActive()) {
            return;
        }
        if (state == State.READING || state == State.ASKED) {
            exchange.goOn();
        }
        advance();
        readOn();
    }

    @Override
    public void look(long nanos) {
        boolean awaitsMore = state == State.IDLE ? received.count() > understoodBytes : mayReadBody();
        if (sender.isStuck(nanos, awaitsMore, received.count())) {
            number++;
            if (state == State.IDLE) {
                response.begins(null, true);
                state = State.READING;
                exchange = new NoExchange(response);
            }
            response.refuse(HttpResponseStatus.REQUEST_TIMEOUT, "the request did not go on for half a minute");
        } else if (reader.isStuck(nanos, response.unsentBytes() > 0, response.sentBytes())) {
            closeNow();
        }
    }

    private void noteUntold() {
        long bytes = response.unsentBytes() + exchange.heldBytes();
        thread.door().untold(bytes - notedBytes);
        notedBytes = bytes;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext channel, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            // Nothing more comes. What was asked is answered, if it is whole.
            switch (state) {
                case ASKED -> {
                    isClosing = true;
                    response.closeAfterwards();
                    exchange.endSoon();
                }
                case IDLE -> {
                    state = State.OVER;
                    response.leave();
                }
                case READING, OVER -> closeNow();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext channel) {
        thread.door().untold(-notedBytes);
        notedBytes = 0;
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        boolean isUnderWay = state == State.READING || state == State.ASKED;
        state = State.OVER;
        thread.left(caller);
        if (isUnderWay) {
            exchange.abandon();
        }
    }

    private void closeNow() {
        context.close().addListener(over -> {});
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
        thread.reportConnection("HTTP", cause);
        closeNow();
    }
}
