/** One page that shows what experiments found, with everything in it: no script, no other file, no network. */
package mpjdht.experiment.html;
