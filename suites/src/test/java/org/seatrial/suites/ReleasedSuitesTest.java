package org.seatrial.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seatrial.lab.LabBinding;
import org.seatrial.plan.Plan;
import org.seatrial.plan.PlanKind;
import org.seatrial.plan.Planner;
import org.seatrial.replica.NamespaceLabProvider;
import org.seatrial.suite.Suite;
import org.seatrial.suite.SuiteCatalogue;
import org.seatrial.suite.SuiteReader;

class ReleasedSuitesTest {

    private static final SuiteCatalogue CATALOGUE =
            new SuiteCatalogue(List.of(Path.of("").toAbsolutePath()));

    private static Suite read(String suite, Optional<Path> lab) {
        return SuiteReader.read(CATALOGUE.find(suite), lab, Optional.of(CATALOGUE.released()));
    }

    @Test
    void everySuiteIsAsItWasReleased() {
        assertThat(CATALOGUE.list()).isNotEmpty().allSatisfy(entry -> {
            Suite suite = read(entry.name() + "@" + entry.version(), Optional.empty());
            assertThat(suite.sideLoaded())
                    .as(
                            "%s@%s has sha256 %s; a released version never changes",
                            suite.name(), suite.version(), suite.digest())
                    .isFalse();
        });
    }

    @Test
    void everyLabFileBesideTheLeonixSuiteFitsItsDesign() {
        Path folder = CATALOGUE.find("leonix-dual-site@1.0.0");
        for (String lab : List.of("lab.yaml", "no-bfd.lab.yaml", "slow-bfd.lab.yaml")) {
            Suite suite = read("leonix-dual-site@1.0.0", Optional.of(folder.resolve(lab)));
            for (LabBinding binding : suite.labs().values()) {
                assertThat(new NamespaceLabProvider().check(suite.design(), binding))
                        .as(lab)
                        .isEmpty();
            }
        }
    }

    @Test
    void everyLabFileBesideTheLaterLeonixSuiteFitsItsDesign() {
        Path folder = CATALOGUE.find("leonix-dual-site@1.1.0");
        for (String lab : List.of("lab.yaml", "no-bfd.lab.yaml", "slow-bfd.lab.yaml", "no-storm-control.lab.yaml")) {
            Suite suite = read("leonix-dual-site@1.1.0", Optional.of(folder.resolve(lab)));
            for (LabBinding binding : suite.labs().values()) {
                assertThat(new NamespaceLabProvider().check(suite.design(), binding))
                        .as(lab)
                        .isEmpty();
            }
        }
    }

    @Test
    void everyLabFileBesideTheLeonixSuiteWithStorageFitsItsDesign() {
        Path folder = CATALOGUE.find("leonix-dual-site@2.0.0");
        for (String lab : List.of(
                "lab.yaml",
                "no-bfd.lab.yaml",
                "slow-bfd.lab.yaml",
                "no-storm-control.lab.yaml",
                "async-mirror.lab.yaml")) {
            Suite suite = read("leonix-dual-site@2.0.0", Optional.of(folder.resolve(lab)));
            for (LabBinding binding : suite.labs().values()) {
                assertThat(new NamespaceLabProvider().check(suite.design(), binding))
                        .as(lab)
                        .isEmpty();
            }
        }
    }

    @Test
    void theLaterLeonixSuiteIsCertifiedInLessThanFortyMinutes() {
        Suite suite = read("leonix-dual-site@1.1.0", Optional.empty());
        Plan plan = Planner.plan(suite, PlanKind.CERTIFY, 1);
        assertThat(plan.expected()).isLessThan(java.time.Duration.ofMinutes(40));
    }

    @Test
    void theLeonixSuiteIsCertifiedInLessThanHalfAnHour() {
        Suite suite = read("leonix-dual-site@1.0.0", Optional.empty());
        Plan plan = Planner.plan(suite, PlanKind.CERTIFY, 1);
        assertThat(plan.expected()).isLessThan(java.time.Duration.ofMinutes(28));
    }

    @Test
    void theSmokePlanOfTheLeonixSuiteTakesAboutTwoMinutes() {
        Suite suite = read("leonix-dual-site@1.0.0", Optional.empty());
        assertThat(Planner.plan(suite, PlanKind.SMOKE, 1).expected()).isLessThan(java.time.Duration.ofSeconds(150));
    }
}
