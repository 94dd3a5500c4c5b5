/**
 * What is written down so that it outlives the job: a journal of records in files that are checked when they are read again, on a port
 * for the disk.
 */
package mpjdht.journal;
