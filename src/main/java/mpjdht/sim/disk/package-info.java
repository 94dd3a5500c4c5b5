/** A disk in memory that loses power: what was not forced is dropped, torn or written in another order. */
package mpjdht.sim.disk;
