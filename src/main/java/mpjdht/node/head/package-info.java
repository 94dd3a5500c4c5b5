/** The head: entry of requests, and the authority on who is on the circle. */
package mpjdht.node.head;
