/**
 * Search without structure: an overlay of neighbours who do not know who has what, how it is kept together (HyParView, DSN 2007), and how keys
 * are searched for in it: floods (Gnutella 0.4), expanding rings and random walks (Lv et al., ICS 2002).
 *
 * <p>State machines over messages and times; chance is handed in. Nothing here knows how keys are stored.
 */
package mpjdht.node.flood;
