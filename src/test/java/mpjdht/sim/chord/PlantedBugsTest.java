package mpjdht.sim.chord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import mpjdht.node.chord.ChordRules;
import mpjdht.ring.NodeRef;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.Fault;
import org.junit.jupiter.api.Test;

/** Bugs of the kinds that Chord is known for, planted one by one: the seeds find each of them. */
class PlantedBugsTest {
    private static final int SEEDS = 1000;

    @Test
    void adoptingASuccessorUnaskedAsIn2003IsFound() {
        assertThat(firstBroken(new ChordRules() {
                    @Override
                    public boolean asksBeforeAdopting() {
                        return false;
                    }
                }))
                .isNotEmpty();
    }

    @Test
    void aSuccessorListThatIsNotMergedIsFound() {
        assertThat(firstBroken(new ChordRules() {
                    @Override
                    public List<NodeRef> merge(NodeRef self, NodeRef first, List<NodeRef> behind, int limit) {
                        return List.of(first);
                    }
                }))
                .isNotEmpty();
    }

    @Test
    void keysThatAreForgottenBeforeTheyHaveArrivedAreFound() {
        assertThat(firstBroken(new ChordRules() {
                    @Override
                    public boolean keepsKeysUntilConfirmed() {
                        return false;
                    }
                }))
                .isNotEmpty();
    }

    @Test
    void anArcThatIsOwnedWhileItIsOnItsWayIsFound() {
        assertThat(firstBroken(new ChordRules() {
                    @Override
                    public boolean ownsWhatIsOnItsWay() {
                        return true;
                    }
                }))
                .isNotEmpty()
                .anyMatch(message -> message.contains(", and so what node "));
    }

    @Test
    void anArcThatIsInheritedUnaskedIsFound() {
        assertThat(firstBroken(new ChordRules() {
                    @Override
                    public boolean asksBeforeInheriting() {
                        return false;
                    }
                }))
                .isNotEmpty()
                .anyMatch(message -> message.endsWith("and nobody has crashed"));
    }

    @Test
    void anIntervalThatDoesNotWrapIsFound() {
        assertThat(firstBroken(new ChordRules() {
                    @Override
                    public boolean between(long a, long x, long b) {
                        return Long.compareUnsigned(a, x) < 0 && Long.compareUnsigned(x, b) < 0;
                    }
                }))
                .isNotEmpty();
    }

    @Test
    void aFingerThatIsOffByOneIsFound() {
        assertThat(firstBroken(new ChordRules() {
                    @Override
                    public long fingerStart(long self, int finger, long lowest, long highest) {
                        return super.fingerStart(self, finger + 1, lowest, highest);
                    }
                }))
                .isNotEmpty();
    }

    @Test
    void whatFailsIsMadeSmallAndStillFails() {
        ChordRules unasked = new ChordRules() {
            @Override
            public boolean asksBeforeAdopting() {
                return false;
            }
        };
        RingPlan failing = DrawnPlan.of(Long.parseLong(firstBroken(unasked).get(0)));

        RingPlan least = new Minimiser(plan -> breaks(plan, unasked)).minimise(failing);

        assertThat(breaks(least, unasked)).isTrue();
        assertThat(breaks(least, new ChordRules())).isFalse();
        assertThat(least.faults()).hasSizeLessThanOrEqualTo(failing.faults().size());
        for (Fault fault : least.faults()) {
            List<Fault> without = new ArrayList<>(least.faults());
            without.remove(fault);
            assertThat(breaks(least.withFaults(without), unasked))
                    .as("without %s", fault)
                    .isFalse();
        }
    }

    /** The first seed that breaks, and how; nothing when none does. */
    private static List<String> firstBroken(ChordRules rules) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                new SimulatedRing(DrawnPlan.of(seed), rules).run();
            } catch (BrokenInvariant e) {
                return List.of(Long.toString(seed), e.getMessage());
            }
        }
        return List.of();
    }

    private static boolean breaks(RingPlan plan, ChordRules rules) {
        try {
            new SimulatedRing(plan, rules).run();
            return false;
        } catch (BrokenInvariant e) {
            return true;
        }
    }
}
