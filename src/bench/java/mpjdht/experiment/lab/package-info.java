/**
 * What every experiment is made of: a plan with a seed, repeats, estimates with their intervals, published figures beside ours,
 * and the files that it leaves. Nothing here knows an experiment.
 */
package mpjdht.experiment.lab;
