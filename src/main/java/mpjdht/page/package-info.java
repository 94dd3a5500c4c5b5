/** The page of the dashboard: one file, for a door to serve and for the simulator to put a run into. */
package mpjdht.page;
