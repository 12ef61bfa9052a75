package dev.hookline.workflow;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.hookline.file.FileStore;
import dev.hookline.job.JobStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("test-classes"))
            .importPackages("dev.hookline.workflow");

    @Test
    void whatIsDecidedKnowsNoClockNoStoreAndNothingOfWhatIsDone() {
        noClasses()
                .that()
                .resideInAPackage("..internal.transition..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("..internal.run.."))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(InstantSource.class, JobStore.class, FileStore.class, Logger.class)
                .check(MAIN);
    }

    @Test
    void theWorkflowModuleKnowsNoDatabaseAndNoFramework() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.."))
                .check(MAIN);
    }

    @Test
    void packagesDependOnEachOtherInOneDirection() {
        SlicesRuleDefinition.slices()
                .matching("dev.hookline.workflow.(internal.run|internal.transition|gateway|engine|event)")
                .should()
                .beFreeOfCycles()
                .check(MAIN);
    }

    @Test
    void timeAndChanceComeFromOutside() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callConstructor(Random.class)
                .check(MAIN);
    }

    @Test
    void nothingRunsOnTheCommonPool() {
        noClasses()
                .should()
                .callMethodWhere(describe(
                        "an async method without executor",
                        call -> call.getTargetOwner().isAssignableTo(CompletableFuture.class)
                                && call.getName().endsWith("Async")
                                && call.getTarget().getRawParameterTypes().stream()
                                        .noneMatch(type -> type.getName().equals("java.util.concurrent.Executor"))))
                .check(MAIN);
    }

    @Test
    void loggersArePrivateAndConstant() {
        fields().that()
                .haveRawType(Logger.class)
                .should()
                .bePrivate()
                .andShould()
                .beStatic()
                .andShould()
                .beFinal()
                .check(MAIN);
    }
}
