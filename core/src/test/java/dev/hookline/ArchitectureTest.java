package dev.hookline;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class ArchitectureTest {
    private static final String INTERNAL = "dev.hookline.replicate.internal..";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> location.contains("core/target/classes"))
            .importPackages("dev.hookline");

    @Test
    void packagesDependOnEachOtherInOneDirection() {
        slices().matching("dev.hookline.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void onlyTheClientKnowsItsInside() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.hookline.replicate..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(INTERNAL))
                .check(MAIN);
    }

    @Test
    void coreKnowsNoWorkflowNoDatabaseAndNoFramework() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "dev.hookline.workflow..", "java.sql..", "javax.sql..", "org.springframework.."))
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
    void noTypeOfTheCacheOrTheLogShows() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should()
                .notHaveRawReturnType(resideInAnyPackage("com.github.benmanes..", "org.slf4j.."))
                .check(MAIN);
    }

    @Test
    void publicTypesAreFinalOrSealedOrMadeToBeImplemented() {
        classes()
                .that()
                .arePublic()
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .areNotAssignableTo(HooklineException.class)
                .and(describe("are not sealed", type -> !type.reflect().isSealed()))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(MAIN);
    }

    @Test
    void exceptionsAreOfOneFamily() {
        classes()
                .that()
                .areAssignableTo(Throwable.class)
                .should()
                .beAssignableTo(HooklineException.class)
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
