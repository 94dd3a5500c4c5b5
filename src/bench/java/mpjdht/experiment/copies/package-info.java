/** Experiments on copies that become equal in the end. */
package mpjdht.experiment.copies;
