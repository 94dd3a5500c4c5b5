/**
 * What the user types on the command line: options, environment, configuration file, help, and the entry point of each
 * rank. No rule of the hash table or of its messages lives here; it only chooses and starts what the other packages
 * hold.
 */
package mpjdht.cli;
