package mpjdht.service.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import mpjdht.command.CommandError;
import mpjdht.message.Sizes;
import mpjdht.service.BatchDesk;
import mpjdht.service.Desk;
import mpjdht.service.DoorThread;
import mpjdht.service.Leave;
import mpjdht.service.Meter;

/** Finds what a request asks for. */
final class Routes {
    private static final int SMALL_BODY = 1 << 16;
    private static final int MOST_BATCHES = 64;
    static final String DOOR = "http";

    private final DoorThread thread;
    private final Leave leave;
    private final Guard guard;
    private final EventHub hub;
    private final Pages open;
    private final Pages known;
    private final Map<String, Meter> meters = new HashMap<>();

    /** What is known of a request when its head has come. */
    private record Asked(HttpRequest request, Responder responder, Target target, long place) {

        String path() {
            return target.path();
        }

        boolean is(HttpMethod method) {
            return request.method().equals(method);
        }

        /** A header that names tags, all its lines; empty when it is not there, and blank when it names none. */
        String tags(CharSequence name) {
            return request.headers().contains(name)
                    ? String.join(",", request.headers().getAll(name)) + " "
                    : "";
        }

        /** What follows a prefix of the path. */
        String after(String prefix) {
            return path().substring(prefix.length());
        }
    }

    /**
     * The routes of a server.
     *
     * @param open what everybody may read
     * @param known what those may read who know the token
     */
    Routes(DoorThread thread, Leave leave, Guard guard, Pages open, Pages known) {
        this.thread = thread;
        this.leave = leave;
        this.guard = guard;
        this.open = open;
        this.known = known;
        this.hub = new EventHub(thread);
    }

    /** Counts a request that was answered. */
    void note(Exchange exchange, long nanos, boolean isFailure) {
        meters.computeIfAbsent(exchange.verb(), verb -> thread.figures().meter(DOOR, verb))
                .over(nanos, isFailure);
    }

    /**
     * What a request asks for; it may be refused already.
     *
     * @param place of the answer, if the grid is asked
     * @param readOn is told when more of the body may be read
     */
    Exchange exchange(HttpRequest request, Responder responder, long place, Runnable readOn) {
        try {
            return exchange(new Asked(request, responder, Target.of(request), place), readOn);
        } catch (BadRequestException e) {
            responder.refuse(HttpResponseStatus.BAD_REQUEST, e.getMessage());
            return new NoExchange(responder);
        }
    }

    private Exchange exchange(Asked asked, Runnable readOn) throws BadRequestException {
        HttpRequest request = asked.request();
        Responder responder = asked.responder();
        String path = asked.path();
        if (!guard.isMeant(asked.target())) {
            return refused(
                    asked,
                    HttpResponseStatus.MISDIRECTED_REQUEST,
                    "this server has another name; right is its address, localhost, or what --listen says");
        }
        if (Guard.isFromElsewhere(request, asked.target())) {
            return refused(asked, HttpResponseStatus.FORBIDDEN, "pages of other servers may not ask for anything here");
        }
        Optional<Exchange> page = asked.is(HttpMethod.GET) ? open.find(path, responder) : Optional.empty();
        if (page.isPresent()) {
            return page.get();
        }
        if (!guard.isKnown(request)) {
            return refused(
                    asked,
                    HttpResponseStatus.UNAUTHORIZED,
                    "who asks has to show the token; right is a header Authorization: Bearer …",
                    HttpHeaderNames.WWW_AUTHENTICATE.toString(),
                    "Bearer");
        }
        page = asked.is(HttpMethod.GET) ? known.find(path, responder) : Optional.empty();
        if (page.isPresent()) {
            return page.get();
        }
        return path.startsWith("/keys/") ? key(asked) : other(asked, readOn);
    }

    private static Exchange refused(Asked asked, HttpResponseStatus status, String why, String... headers) {
        asked.responder().refuse(status, why, headers);
        return new NoExchange(asked.responder());
    }

    private static Exchange wrongMethod(Asked asked, String right) {
        return refused(
                asked,
                HttpResponseStatus.METHOD_NOT_ALLOWED,
                "right here is " + right,
                HttpHeaderNames.ALLOW.toString(),
                right);
    }

    private static byte[] keyOf(String text) throws BadRequestException {
        byte[] key = Percent.decode(text)
                .orElseThrow(
                        () -> new BadRequestException(
                                "the key in the path is not what a path may be;"
                                        + " right is a percent sign and two hexadecimal digits for each byte that is no letter and no digit"));
        if (key.length == 0 || key.length > Sizes.MAX_KEY_BYTES) {
            throw new BadRequestException("the key has " + key.length + " bytes; right is 1 to " + Sizes.MAX_KEY_BYTES);
        }
        return key;
    }

    private Exchange key(Asked asked) throws BadRequestException {
        byte[] key = keyOf(asked.after("/keys/"));
        if (thread.door().isCrowded()) {
            return refused(asked, HttpResponseStatus.SERVICE_UNAVAILABLE, Responder.CROWDED);
        }
        String ifNoneMatch = asked.tags(HttpHeaderNames.IF_NONE_MATCH);
        if (asked.is(HttpMethod.GET) || asked.is(HttpMethod.HEAD)) {
            return new ReadKey(asked.responder(), thread.door(), asked.place(), key, ifNoneMatch);
        }
        boolean deletes = asked.is(HttpMethod.DELETE);
        if (!deletes && !asked.is(HttpMethod.PUT)) {
            return wrongMethod(asked, "GET, HEAD, PUT, DELETE");
        }
        return new WriteKey(
                asked.responder(),
                deletes ? 0 : Sizes.MAX_VALUE_BYTES,
                thread.door(),
                asked.place(),
                key,
                deletes,
                new WriteKey.Condition(asked.tags(HttpHeaderNames.IF_MATCH), ifNoneMatch));
    }

    private Exchange other(Asked asked, Runnable readOn) throws BadRequestException {
        String path = asked.path();
        return switch (path) {
            case "/get" -> object(asked, KeyObject.Kind.GET);
            case "/put" -> object(asked, KeyObject.Kind.PUT);
            case "/delete" -> object(asked, KeyObject.Kind.DELETE);
            case "/batch" -> asked.is(HttpMethod.POST) ? batch(asked, readOn) : wrongMethod(asked, "POST");
            case "/ring" -> question(asked, "RING", "", UnaryOperator.identity());
            case "/nodes" -> asked.is(HttpMethod.POST) ? change(asked, "ADD", Lines::add) : nodes(asked);
            case "/faults" -> faults(asked);
            case "/sync" ->
                asked.is(HttpMethod.POST)
                        ? change(asked, "SYNC", (body, length) -> "SYNC")
                        : wrongMethod(asked, "POST");
            case "/end" -> end(asked);
            case "/events" -> events(asked);
            case "/metrics" -> metrics(asked);
            default -> named(asked);
        };
    }

    /** What has a name in its path. */
    private Exchange named(Asked asked) throws BadRequestException {
        String path = asked.path();
        if (path.startsWith("/nodes/")) {
            String id = Lines.id(asked.after("/nodes/"));
            return asked.is(HttpMethod.DELETE)
                    ? change(asked, "REMOVE", (body, length) -> "REMOVE " + id)
                    : question(asked, "NODE", id, UnaryOperator.identity());
        }
        if (path.startsWith("/explain/")) {
            return ofKey(asked, "EXPLAIN", "/explain/");
        }
        if (path.startsWith("/replicas/")) {
            return ofKey(asked, "REPLICAS", "/replicas/");
        }
        if (path.startsWith("/leader/")) {
            return ofKey(asked, "LEADER", "/leader/");
        }
        return refused(
                asked, HttpResponseStatus.NOT_FOUND, "nothing is here; /openapi.json tells what this server has");
    }

    private Exchange ofKey(Asked asked, String verb, String prefix) throws BadRequestException {
        return question(asked, verb, Lines.quoted(keyOf(asked.after(prefix))), UnaryOperator.identity());
    }

    private Exchange object(Asked asked, KeyObject.Kind kind) {
        return asked.is(HttpMethod.POST)
                ? new KeyObject(asked.responder(), thread.door(), asked.place(), kind)
                : wrongMethod(asked, "POST");
    }

    private Exchange nodes(Asked asked) {
        return asked.is(HttpMethod.GET)
                ? question(asked, "RING", "", ring -> ring.substring(ring.indexOf('['), ring.length() - 1))
                : wrongMethod(asked, "GET, POST");
    }

    private Exchange question(Asked asked, String verb, String argument, UnaryOperator<String> result) {
        if (!asked.is(HttpMethod.GET)) {
            return wrongMethod(asked, verb.equals("NODE") ? "GET, DELETE" : "GET");
        }
        String line = argument.isEmpty() ? verb : verb + " " + argument;
        return new LineExchange(
                asked.responder(), 0, thread.questions(), verb, (body, length) -> line, Routes::unanswered, result);
    }

    private Exchange change(Asked asked, String verb, LineExchange.Line line) {
        Desk desk = thread.changes();
        LineExchange.Failure failure =
                verb.equals("REMOVE") ? Routes::notRemoved : reason -> HttpResponseStatus.CONFLICT;
        return new LineExchange(asked.responder(), SMALL_BODY, desk, verb, line, failure, UnaryOperator.identity());
    }

    private static HttpResponseStatus unanswered(CommandError.Reason reason) {
        return switch (reason) {
            case NO_SUCH_NODE -> HttpResponseStatus.NOT_FOUND;
            case NO_COPIES -> HttpResponseStatus.CONFLICT;
            case OTHER -> HttpResponseStatus.SERVICE_UNAVAILABLE;
        };
    }

    private static HttpResponseStatus notRemoved(CommandError.Reason reason) {
        return reason == CommandError.Reason.NO_SUCH_NODE ? HttpResponseStatus.NOT_FOUND : HttpResponseStatus.CONFLICT;
    }

    private Exchange faults(Asked asked) {
        if (!leave.faults()) {
            return refused(
                    asked,
                    HttpResponseStatus.FORBIDDEN,
                    "faults are for a server that was started with --allow-faults");
        }
        return asked.is(HttpMethod.POST) ? change(asked, "FAULT", Lines::fault) : wrongMethod(asked, "POST");
    }

    private Exchange end(Asked asked) {
        if (leave.end().isEmpty()) {
            return refused(
                    asked, HttpResponseStatus.FORBIDDEN, "to end it is for a server that was started with --allow-end");
        }
        return asked.is(HttpMethod.POST)
                ? new EndExchange(asked.responder(), leave.end().get())
                : wrongMethod(asked, "POST");
    }

    private Exchange batch(Asked asked, Runnable readOn) {
        Optional<Boolean> stopsOnError =
                switch (asked.target().query()) {
                    case "", "on-error=stop" -> Optional.of(true);
                    case "on-error=continue" -> Optional.of(false);
                    default -> Optional.empty();
                };
        if (stopsOnError.isEmpty()) {
            return refused(
                    asked,
                    HttpResponseStatus.BAD_REQUEST,
                    "what follows ? is not known; right is on-error=stop or on-error=continue");
        }
        BatchDesk desk = thread.batches().stream()
                .min(Comparator.comparingInt(BatchDesk::underWay))
                .orElseThrow();
        if (desk.underWay() >= MOST_BATCHES) {
            return refused(asked, HttpResponseStatus.SERVICE_UNAVAILABLE, "too many files wait to be run");
        }
        return new BatchExchange(asked.responder(), desk, stopsOnError.get(), readOn);
    }

    private Exchange events(Asked asked) {
        if (!asked.is(HttpMethod.GET)) {
            return wrongMethod(asked, "GET");
        }
        return new EventExchange(asked.responder(), hub);
    }

    private Exchange metrics(Asked asked) {
        boolean isText = Accepted.isText(asked.request().headers().getAll(HttpHeaderNames.ACCEPT));
        return asked.is(HttpMethod.GET)
                ? new MetricsExchange(asked.responder(), thread, isText)
                : wrongMethod(asked, "GET");
    }
}
