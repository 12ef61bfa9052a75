package dev.hookline.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.hookline.simulator");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.hookline.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void itKnowsNothingOfTheRestOfHookline() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.hookline",
                        "dev.hookline.replicate..",
                        "dev.hookline.webhook..",
                        "dev.hookline.job..",
                        "dev.hookline.file..",
                        "dev.hookline.workflow..")
                .because("a mistake in signing or parsing would hide if both sides shared it")
                .check(CLASSES);
    }

    @Test
    void timeIsGivenNotTaken() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void publicTypesAreFinalOrInterfaces() {
        classes()
                .that()
                .arePublic()
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }
}
