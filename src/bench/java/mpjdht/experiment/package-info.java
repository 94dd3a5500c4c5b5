/**
 * Experiments of papers, done again with the classes of the product, and written to files beside the figures that the papers
 * tell. No class of the product may know it, and it is in no jar of the product.
 */
package mpjdht.experiment;
