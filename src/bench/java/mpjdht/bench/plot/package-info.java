/** Drawings of figures. Nothing here knows what is drawn, or imports another package of this project. */
package mpjdht.bench.plot;
