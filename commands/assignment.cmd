// The assignment's numeric language, with all five verbs.
//
//   scripts/dht --format handout commands/assignment.cmd     prints commands/assignment.out
//
// 0 key value   put            2 rank id   a storage rank joins with that id      4   end
// 1 key         get            3 id        the node with that id leaves
//
// Each get prints the value and the id of the node that has it. At the start there is one node, 1000.

0 100 2001
0 250 2002
0 400 2003
0 1000 2004
1 100           // 2001 1000: the only node has everything

2 1 250         // rank 1 joins with id 250; keys 100 and 250 move to it
1 100           // 2001 250
1 250           // 2002 250: the id itself is the last key of its node
1 400           // 2003 1000

2 2 500         // rank 2 joins with id 500; key 400 moves to it
2 3 120         // rank 3 joins with id 120; key 100 moves to it
1 400           // 2003 500
1 100           // 2001 120
1 250           // 2002 250: it stays

0 100 3001      // a put of a present key replaces its value
1 100           // 3001 120
1 101           // NOT_FOUND 120: nobody put it, and 120 would have it

2 1 700         // rank 1 has two nodes now, 250 and 700
0 650 2005
1 650           // 2005 700

3 250           // id 250 leaves; key 250 moves to the next, 500
1 250           // 2002 500
3 120           // id 120 leaves; key 100 moves to 500 too
1 100           // 3001 500
3 1000          // id 1000 leaves; past the highest id comes the lowest, so key 1000 moves to 500
1 1000          // 2004 500
1 650           // 2005 700

4
