/**
 * Results of clients on any rank, gathered on one: as streams of bytes, in pieces that are given credit, into one output file
 * after file or into a file each.
 */
package mpjdht.runtime.gather;
