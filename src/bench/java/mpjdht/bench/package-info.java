/**
 * The benchmark: runs the program beside its peers on one workload, and shows the acceptance figures. No class of the
 * product may know it, and it is in no jar of the product.
 */
package mpjdht.bench;
