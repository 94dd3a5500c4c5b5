package mpjdht.service.http;

/** A request asks for what cannot be; the message says why, and what would be right. */
final class BadRequestException extends Exception {
    private static final long serialVersionUID = 1;

    BadRequestException(String message) {
        super(message);
    }
}
