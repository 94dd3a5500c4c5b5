package mpjdht.experiment.replication;

import java.util.BitSet;

/** Which servers are to keep the copies of volumes. */
interface VolumePlaces {
    /** Servers that are to keep a volume as long as these are alive; as many as there are copies, or fewer if too few are alive. */
    int[] at(int volume, BitSet live);

    /** Whether the living servers alone decide it; else it is decided anew by chance for each copy that is lost. */
    boolean areFixed();
}
