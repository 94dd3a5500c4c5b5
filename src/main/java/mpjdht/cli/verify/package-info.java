/** Says of a folder what a job has left in it. */
package mpjdht.cli.verify;
