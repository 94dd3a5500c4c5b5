/** The folder in which a job keeps what is to outlive it, and how the next one begins with that. */
package mpjdht.runtime.data;
