/**
 * Histories of commands as clients saw them, and whether they are linearizable, key by key. Knows files and JSON, but nothing
 * else of the system: what wrote a history may have been anything.
 */
package mpjdht.history;
