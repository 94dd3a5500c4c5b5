package mpjdht.service.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import mpjdht.page.Page;
import mpjdht.service.DoorThread;
import mpjdht.service.Listener;
import mpjdht.service.Token;

/** The door for HTTP 1.1. */
public final class HttpDoor {
    static final String LONGEST_LINE = "the first line of a request may have 256 KiB";
    static final String LONGEST_HEADERS = "the headers of a request may have 64 KiB";

    private static final byte[] FULL =
            "HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private static final int MOST_LINE_BYTES = 256 << 10;
    private static final int MOST_HEADER_BYTES = 64 << 10;
    private static final int BLOCK_BYTES = 64 << 10;

    private HttpDoor() {}

    /**
     * Who may come in, and as whom they find the server.
     *
     * @param token what those have to know who ask for anything; if empty, everybody may
     * @param name by which the server may be called, besides its address and {@code localhost}
     */
    public record Entrance(Optional<Token> token, String name) {}

    /**
     * Takes a port; nobody comes in yet.
     *
     * @param thread serves those who come
     * @param address where it listens; port 0 is any that is free
     * @param server what {@code /server} tells
     * @throws IOException if the port cannot be had
     */
    public static Listener listen(
            DoorThread thread, InetSocketAddress address, HttpLimits limits, Entrance entrance, Map<String, ?> server)
            throws IOException {
        Routes routes = new Routes(
                thread,
                limits.leave(),
                new Guard(entrance.token(), entrance.name()),
                openPages(),
                new Pages(Map.of("/server", new Pages.Page("SERVER", Responder.JSON, Json.bytes(server)))));
        return thread.listen(address, new ChannelInitializer<SocketChannel>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                if (thread.door().callers().here() >= limits.connections()) {
                    channel.writeAndFlush(Unpooled.wrappedBuffer(FULL)).addListener(ChannelFutureListener.CLOSE);
                    return;
                }
                ReceivedBytes received = new ReceivedBytes();
                channel.pipeline()
                        .addLast(
                                received,
                                new HttpRequestDecoder(new HttpDecoderConfig()
                                        .setMaxInitialLineLength(MOST_LINE_BYTES)
                                        .setMaxHeaderSize(MOST_HEADER_BYTES)
                                        .setMaxChunkSize(BLOCK_BYTES)),
                                new HttpResponseEncoder(),
                                new HttpHandler(thread, routes, received));
            }
        });
    }

    private static Pages openPages() throws IOException {
        Page page = Page.load();
        byte[] up = Json.bytes(Map.of("status", "up"));
        return new Pages(Map.of(
                "/",
                new Pages.Page(
                        "PAGE",
                        "text/html; charset=utf-8",
                        page.bytes(),
                        "content-security-policy",
                        page.contentSecurityPolicy()),
                "/health",
                new Pages.Page("HEALTH", Responder.JSON, up),
                "/ready",
                new Pages.Page("HEALTH", Responder.JSON, up),
                "/openapi.json",
                new Pages.Page("PAGE", Responder.JSON, resource("openapi.json"))));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = HttpDoor.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException("the jar has no " + name);
            }
            return stream.readAllBytes();
        }
    }
}
