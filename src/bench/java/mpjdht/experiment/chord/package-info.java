/** The experiments of Stoica et al., "Chord", SIGCOMM 2001 and ToN 2003, done again with the classes of the product. */
package mpjdht.experiment.chord;
