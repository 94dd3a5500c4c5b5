/**
 * The door for clients of Chord: each node of the circle has a port, and answers there by gRPC what a node of Chord would. Servers and connections are in
 * {@link mpjdht.service.grpc.ChordDoor} and {@link mpjdht.service.grpc.ChordServers}; what a node answers follows from its pointers, and what is asked of keys goes the way that all doors share.
 */
package mpjdht.service.grpc;
