/**
 * What ranks say to each other: batches of the data plane, messages of the control plane, and the bytes of both.
 *
 * <p>Every length is checked against what is there before it is used. No sending, no state of a role.
 */
package mpjdht.message;
