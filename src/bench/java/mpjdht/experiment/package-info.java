/**
 * The laboratory: experiments done again with the classes and jobs of the product, beside the figures that others have published.
 * No class of the product may know it, and it is in no jar of the product.
 */
package mpjdht.experiment;
