/** A storage rank: serves the requests for what its nodes own, and passes on what they do not. */
package mpjdht.node.storage;
