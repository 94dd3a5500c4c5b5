/**
 * The door for clients of Redis: RESP, versions 2 and 3, with pipelining. What is read, asked and told here is bytes and numbers; sockets are in
 * {@link mpjdht.service.resp.RespDoor} alone.
 */
package mpjdht.service.resp;
