package mpjdht;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the packages, as docs/architecture.md tells them. */
@AnalyzeClasses(packages = "mpjdht", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule RING_IMPORTS_NOTHING_OF_OURS = mayImport("mpjdht.ring..");

    @ArchTest
    static final ArchRule STORE_IMPORTS_RING = mayImport("mpjdht.store..", "mpjdht.ring..");

    @ArchTest
    static final ArchRule MESSAGE_IMPORTS_RING = mayImport("mpjdht.message..", "mpjdht.ring..");

    @ArchTest
    static final ArchRule JOURNAL_IMPORTS_NOTHING_OF_OURS = mayImport("mpjdht.journal..");

    @ArchTest
    static final ArchRule METRIC_IMPORTS_NOTHING_OF_OURS = mayImport("mpjdht.metric..");

    @ArchTest
    static final ArchRule NODE_IMPORTS_RING_STORE_MESSAGE_AND_METRIC =
            mayImport("mpjdht.node..", "mpjdht.ring..", "mpjdht.store..", "mpjdht.message..", "mpjdht.metric..");

    @ArchTest
    static final ArchRule COMMAND_IMPORTS_RING_MESSAGE_AND_METRIC =
            mayImport("mpjdht.command..", "mpjdht.ring..", "mpjdht.message..", "mpjdht.metric..");

    @ArchTest
    static final ArchRule HISTORY_IMPORTS_NOTHING_OF_OURS = mayImport("mpjdht.history..");

    @ArchTest
    static final ArchRule LINEARIZABILITY_KNOWS_NOTHING_OF_EVENTUAL_CONSISTENCY = noClasses()
            .that()
            .resideInAPackage("mpjdht.history")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("mpjdht.history.eventual..");

    @ArchTest
    static final ArchRule SETTING_IMPORTS_NOTHING_OF_OURS = mayImport("mpjdht.cli.setting..");

    @ArchTest
    static final ArchRule PAGE_IMPORTS_NOTHING_OF_OURS = mayImport("mpjdht.page..");

    @ArchTest
    static final ArchRule RUNTIME_IMPORTS_ALL_BUT_CLI = noClasses()
            .that()
            .resideInAPackage("mpjdht.runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("mpjdht.cli..");

    @ArchTest
    static final ArchRule SIM_IMPORTS_ALL_BUT_CLI = noClasses()
            .that()
            .resideInAPackage("mpjdht.sim..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("mpjdht.cli..");

    @ArchTest
    static final ArchRule ONLY_CLI_KNOWS_THE_SIMULATOR = noClasses()
            .that()
            .resideOutsideOfPackages("mpjdht.sim..", "mpjdht.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("mpjdht.sim..");

    @ArchTest
    static final ArchRule ONLY_THE_MPJ_TRANSPORT_NAMES_MPI = noClasses()
            .that()
            .resideOutsideOfPackage("mpjdht.runtime.mpj")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("mpi..");

    @ArchTest
    static final ArchRule DOORS_KNOW_NOTHING_OF_THE_CLI = noClasses()
            .that()
            .resideInAPackage("mpjdht.service..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("mpjdht.cli..", "mpjdht.sim..");

    @ArchTest
    static final ArchRule ONLY_THE_CLI_OPENS_DOORS = noClasses()
            .that()
            .resideOutsideOfPackages("mpjdht.service..", "mpjdht.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("mpjdht.service..");

    /** A batch job has no library of doors on its class path. */
    @ArchTest
    static final ArchRule ONLY_DOORS_NAME_THE_LIBRARIES_OF_DOORS = noClasses()
            .that()
            .resideOutsideOfPackage("mpjdht.service..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "io.grpc..", "com.google.protobuf..");

    /** The shell is a process of its own: what it knows of the server is the language and the door. */
    @ArchTest
    static final ArchRule SHELL_IMPORTS_COMMAND_AND_MESSAGE =
            mayImport("mpjdht.shell..", "mpjdht.command..", "mpjdht.message..");

    @ArchTest
    static final ArchRule ONLY_THE_EDITOR_OF_LINES_NAMES_ITS_LIBRARY = noClasses()
            .that()
            .resideOutsideOfPackage("mpjdht.shell")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jline..");

    @ArchTest
    static final ArchRule ONLY_ITS_OWN_MAIN_KNOWS_THE_SHELL = noClasses()
            .that()
            .resideOutsideOfPackages("mpjdht.shell..", "mpjdht.cli.shell..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("mpjdht.shell..");

    @ArchTest
    static final ArchRule ONLY_MAIN_KNOWS_THE_MPJ_TRANSPORT = noClasses()
            .that()
            .resideOutsideOfPackage("mpjdht.runtime.mpj")
            .and()
            .doNotHaveFullyQualifiedName("mpjdht.cli.Main")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("mpjdht.runtime.mpj");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("mpjdht.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_CORE_HAS_NO_CLOCK_NO_RANDOM_SOURCE_NO_THREAD_NO_FILE = noClasses()
            .that()
            .resideInAnyPackage(
                    "mpjdht.ring..", "mpjdht.store..", "mpjdht.message..", "mpjdht.metric..", "mpjdht.node..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.io..",
                    "java.net..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.time..",
                    "java.util.concurrent..",
                    "java.util.logging..",
                    "java.util.random..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.util\\.(Random|Timer|UUID|Date)|java\\.lang\\.(Thread|Runtime|ProcessBuilder)|java\\.security\\.SecureRandom")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Math.class, "random");

    /** Whose chance is {@code SeededRandom}, and whose floating point is {@code StrictMath}. */
    @ArchTest
    static final ArchRule THE_SIMULATOR_IS_THE_SAME_ON_EVERY_JVM = noClasses()
            .that()
            .resideInAPackage("mpjdht.sim..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.net..", "java.nio.file..", "java.time..", "java.util.concurrent..", "java.util.random..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.util\\.(Random|SplittableRandom|HashMap|HashSet|IdentityHashMap|Timer|UUID|Date)|java\\.lang\\.Thread")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Object.class, "hashCode")
            .orShould()
            .callMethod(System.class, "identityHashCode", Object.class)
            .orShould()
            .callMethod(Math.class, "log", double.class)
            .orShould()
            .callMethod(Math.class, "pow", double.class, double.class);

    @ArchTest
    static final ArchRule NO_UNSAFE_OR_INTERNAL_API =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("sun..", "jdk.internal..", "com.sun..");

    private static ArchRule mayImport(String layer, String... others) {
        String[] allowed = new String[others.length + 2];
        System.arraycopy(others, 0, allowed, 0, others.length);
        allowed[others.length] = layer;
        allowed[others.length + 1] = "java..";
        return classes()
                .that()
                .resideInAPackage(layer)
                .should()
                .onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(allowed)
                        .or(JavaClass.Predicates.resideOutsideOfPackage("mpjdht..")));
    }
}
