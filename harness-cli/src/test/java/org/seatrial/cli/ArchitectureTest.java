package org.seatrial.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The architecture's rules. Each fails if it finds nothing to look at. */
class ArchitectureTest {

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.seatrial");

    private static final String[] CORE = {
        "org.seatrial.input..",
        "org.seatrial.units..",
        "org.seatrial.topology..",
        "org.seatrial.traffic..",
        "org.seatrial.fault..",
        "org.seatrial.suite..",
        "org.seatrial.plan..",
        "org.seatrial.lab..",
        "org.seatrial.probe..",
        "org.seatrial.recording..",
        "org.seatrial.verdict..",
        "org.seatrial.run.."
    };

    /** Below the name of a core package, and an adapter all the same. */
    private static final String DEVICES = "org.seatrial.fault.device..";

    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(false).check(ALL);
    }

    @Test
    void theRulesSeeTheWholeProduct() {
        assertThat(ALL.size()).isGreaterThan(200);
    }

    @Test
    void theCoreStartsNoProcess() {
        holds(noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .and()
                .resideOutsideOfPackage(DEVICES)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(ProcessBuilder.class.getName()));
    }

    @Test
    void theCoreOpensNoSocket() {
        holds(noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .and()
                .resideOutsideOfPackage(DEVICES)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.."));
    }

    @Test
    void theCoreKnowsNoAdapter() {
        holds(noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.seatrial.engine..",
                        "org.seatrial.replica..",
                        "org.seatrial.generators..",
                        "org.seatrial.cli.."));
    }

    @Test
    void onlyTheCommandKnowsTheNamespaceLab() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackages("org.seatrial.replica..", "org.seatrial.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.seatrial.replica.."));
    }

    @Test
    void noPackagesDependOnEachOtherInACircleOutsideTheVocabulary() {
        holds(slices().matching("org.seatrial.engine.(*)..").should().beFreeOfCycles());
    }

    @Test
    void onlyTheCommandAndTheWireProcessWriteToStandardOutput() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("org.seatrial.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err"));
    }

    @Test
    void noMethodDeclaresThatItThrowsJustAnything() {
        holds(methods()
                .that()
                .doNotHaveModifier(JavaModifier.BRIDGE)
                .should()
                .notDeclareThrowableOfType(Exception.class));
    }

    @Test
    void noClassIsCalledForWhatItIsNot() {
        holds(classes().should().haveSimpleNameNotEndingWith("Manager"));
        holds(classes().should().haveSimpleNameNotEndingWith("Helper"));
        holds(classes().should().haveSimpleNameNotEndingWith("Util"));
        holds(classes().should().haveSimpleNameNotEndingWith("Utils"));
    }

    @Test
    void everyPackageIsNullMarked() {
        List<Path> packages = ProjectFiles.sources().stream()
                .filter(source -> source.toString().contains("/src/main/java/"))
                .map(Path::getParent)
                .distinct()
                .toList();
        assertThat(packages).hasSizeGreaterThan(15).allSatisfy(folder -> {
            Path info = folder.resolve("package-info.java");
            assertThat(info).matches(Files::exists, "exists");
            assertThat(ProjectFiles.read(info)).contains("@" + NullMarked.class.getSimpleName());
        });
    }
}
