/**
 * Real jobs through the scripts: each test starts processes, and leaves none. Helpers here start and watch them; what
 * can be tested without a process is tested beside its class.
 */
package mpjdht.it;
