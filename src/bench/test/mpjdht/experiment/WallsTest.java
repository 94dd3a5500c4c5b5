package mpjdht.experiment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The walls of the laboratory. */
class WallsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("mpjdht.experiment");
    private static final String LAB = "mpjdht.experiment.lab..";
    private static final String HTML = "mpjdht.experiment.html..";

    @Test
    void whatExperimentsAreMadeOfKnowsNoneOfThem() {
        noClasses()
                .that()
                .resideInAPackage(LAB)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of the laboratory, but not " + LAB,
                        type -> type.getPackageName().startsWith("mpjdht.experiment")
                                && !type.getPackageName().startsWith("mpjdht.experiment.lab")))
                .check(CLASSES);
    }

    @Test
    void noExperimentKnowsThePageThatShowsIt() {
        noClasses()
                .that()
                .resideOutsideOfPackages(HTML, "mpjdht.experiment")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(HTML)
                .check(CLASSES);
    }
}
