package mpjdht.it;

import java.net.http.HttpResponse;

/** Keys by HTTP. */
final class HttpKeys implements KeyClient {
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final int DIFFERS = 412;
    private static final int UNKNOWN = 504;

    private final Web web;

    HttpKeys(int port) {
        this.web = new Web(port);
    }

    @Override
    public String get(String key) {
        HttpResponse<byte[]> response = web.get(Web.key(key));
        return isThere(response) ? Web.text(response) : null;
    }

    @Override
    public void put(String key, String value) {
        isThere(web.put(Web.key(key), value));
    }

    @Override
    public boolean create(String key, String value) {
        HttpResponse<byte[]> response = web.put(Web.key(key), value, "if-none-match", "*");
        return response.statusCode() != DIFFERS && isThere(response);
    }

    @Override
    public boolean delete(String key) {
        return isThere(web.delete(Web.key(key)));
    }

    private static boolean isThere(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == NOT_FOUND) {
            return false;
        }
        if (status > NO_CONTENT) {
            throw new NotDoneException(status == UNKNOWN, Web.text(response));
        }
        return true;
    }

    @Override
    public void close() {}
}
