/** What YCSB, the cloud serving benchmark, needs to talk to servers that speak the protocol of Redis: to this program's door, and to Redis. */
package mpjdht.ycsb;
