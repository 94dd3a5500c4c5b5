/** Search without structure beside Chord: floods, expanding rings and random walks, in the simulator and in jobs. */
package mpjdht.experiment.search;
