/**
 * Doors: other programs and people come in by protocols that they speak already. Here is what all doors share: the passage between a door's thread
 * and the rank whose client asks for it. A door knows requests and answers, and nothing of ranks; no package below knows that there are doors.
 */
package mpjdht.service;
