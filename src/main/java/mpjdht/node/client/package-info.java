/** A client of the grid: keeps commands in flight, and puts their answers in order. */
package mpjdht.node.client;
