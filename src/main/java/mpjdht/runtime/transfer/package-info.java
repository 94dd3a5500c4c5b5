/** Tables on their way to files and back: EXPORT and IMPORT. */
package mpjdht.runtime.transfer;
