package mpjdht.service.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import mpjdht.command.CommandError;
import mpjdht.service.Desk;

/** A request that is a line of the command language, whose response is what the line prints, as JSON. */
final class LineExchange extends Exchange {
    private final Desk desk;
    private final String verb;
    private final Line line;
    private final Failure failure;
    private final UnaryOperator<String> result;
    private boolean isAbandoned;

    /** Makes a line of the body of a request. */
    interface Line {

        /**
         * The line, without a line break.
         *
         * @param body of the request, {@code length} bytes of it
         * @throws BadRequestException if it asks for what cannot be
         */
        String of(byte[] body, int length) throws BadRequestException;
    }

    /** Which status says that a line could not be carried out. */
    interface Failure {
        HttpResponseStatus status(CommandError.Reason reason);
    }

    /**
     * A line that has not been run.
     *
     * @param mostBytes longest body
     * @param desk where it is run
     * @param verb what {@code /metrics} calls it
     * @param failure status of the response when it cannot be carried out
     * @param result makes the response of what is printed
     */
    LineExchange(
            Responder responder,
            int mostBytes,
            Desk desk,
            String verb,
            Line line,
            Failure failure,
            UnaryOperator<String> result) {
        super(responder, mostBytes);
        this.desk = desk;
        this.verb = verb;
        this.line = line;
        this.failure = failure;
        this.result = result;
    }

    @Override
    String verb() {
        return verb;
    }

    @Override
    void run() {
        try {
            desk.ask(line.of(body(), length()), this::tell);
        } catch (BadRequestException e) {
            responder().refuse(HttpResponseStatus.BAD_REQUEST, e.getMessage());
        }
    }

    private void tell(Desk.Reply reply) {
        if (isAbandoned) {
            return;
        }
        if (reply.error().isPresent()) {
            CommandError error = reply.error().get();
            boolean isUnreadable = error.kind() == CommandError.Kind.UNREADABLE;
            responder()
                    .refuse(
                            isUnreadable ? HttpResponseStatus.BAD_REQUEST : failure.status(error.reason()),
                            error.message());
        } else {
            String told = result.apply(withoutLine(reply.lines().get(0)));
            responder().send(HttpResponseStatus.OK, Responder.JSON, told.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A result without the number of its line, which means something in a file alone. */
    static String withoutLine(String object) {
        return "{" + object.substring(object.indexOf(',') + 1);
    }

    @Override
    void abandon() {
        isAbandoned = true;
    }
}
