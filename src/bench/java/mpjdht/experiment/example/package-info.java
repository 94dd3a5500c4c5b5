/** An experiment that shows how to add one. */
package mpjdht.experiment.example;
