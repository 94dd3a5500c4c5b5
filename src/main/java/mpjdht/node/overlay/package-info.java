/** How nodes hang together, come and go; one overlay for a job. */
package mpjdht.node.overlay;
