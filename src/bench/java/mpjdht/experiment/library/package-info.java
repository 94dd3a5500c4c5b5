/** What a small library of a distributed hash table has published of its operations, measured on jobs of this program. */
package mpjdht.experiment.library;
