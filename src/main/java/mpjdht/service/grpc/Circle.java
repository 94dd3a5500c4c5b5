package mpjdht.service.grpc;

import mpjdht.ring.RingView;

/** What can be asked about the nodes. Answers come in the doors' thread, at once or later. */
interface Circle {

    /** Asks who is on the circle. */
    void ring(Heard<RingView> heard);

    /** Asks a node what it knows. */
    void pointers(long node, Heard<Pointers> heard);
}
