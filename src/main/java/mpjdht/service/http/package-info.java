/**
 * The door for HTTP: keys, whole command files, the ring and who is on it, what happens and how fast, and a page for people. One request of a
 * connection is served at a time; {@link mpjdht.service.http.HttpHandler} is the connection, an {@link mpjdht.service.http.Exchange} a request.
 */
package mpjdht.service.http;
