package org.cardpress.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** Who may know whom: the arrows of the architecture. An arrow that is not here does not exist. */
@AnalyzeClasses(packages = "org.cardpress", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] PROGRAMS = {
        "org.cardpress.scheduler..",
        "org.cardpress.creator..",
        "org.cardpress.warehouse..",
        "org.cardpress.downloader..",
        "org.cardpress.writer..",
        "org.cardpress.whost..",
        "org.cardpress.manager.."
    };

    @ArchTest
    static final ArchRule protocolKnowsNobody = noClasses()
            .that()
            .resideInAPackage("org.cardpress.protocol..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    with(PROGRAMS, "org.cardpress.standalone..", "org.cardpress.bench..", "org.cardpress.locale.."));

    @ArchTest
    static final ArchRule localeKnowsNobody = onlyItself("org.cardpress.locale..");

    @ArchTest
    static final ArchRule theSchedulerKnowsNoOtherProgram = knowsNoOtherProgram("org.cardpress.scheduler..");

    @ArchTest
    static final ArchRule theCreatorKnowsNoOtherProgram = knowsNoOtherProgram("org.cardpress.creator..");

    @ArchTest
    static final ArchRule theWarehouseKnowsNoOtherProgram = knowsNoOtherProgram("org.cardpress.warehouse..");

    @ArchTest
    static final ArchRule theDownloaderKnowsNoOtherProgram = knowsNoOtherProgram("org.cardpress.downloader..");

    @ArchTest
    static final ArchRule theWriterKnowsNoOtherProgram = knowsNoOtherProgram("org.cardpress.writer..");

    @ArchTest
    static final ArchRule onlyWorkersUseTheWorkersRuntime = classes()
            .that()
            .resideInAPackage("org.cardpress.protocol.runtime..")
            .should()
            .onlyBeAccessed()
            .byAnyPackage(
                    "org.cardpress.protocol.runtime..",
                    "org.cardpress.creator..",
                    "org.cardpress.downloader..",
                    "org.cardpress.writer..",
                    "org.cardpress.standalone..",
                    "org.cardpress.bench..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theSchedulerDoesNotCallItself = noClasses()
            .that()
            .resideInAPackage("org.cardpress.scheduler..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.cardpress.protocol.client..", "org.cardpress.protocol.runtime..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule lifecycleKnowsOnlyOrdersAndWords = classes()
            .that()
            .resideInAPackage("org.cardpress.scheduler.lifecycle..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.cardpress.scheduler.lifecycle..",
                    "org.cardpress.scheduler.record..",
                    "org.cardpress.protocol..",
                    "java..",
                    "org.jspecify..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheMongoStoreSeesMongo = noClasses()
            .that()
            .resideInAPackage("org.cardpress..")
            .and()
            .resideOutsideOfPackages(
                    "org.cardpress.scheduler.store.mongo..",
                    "org.cardpress.scheduler.store.embedded..",
                    // sets up the store that it measures, as standalone sets up programs
                    "org.cardpress.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.mongodb..", "org.bson..", "de.bwaldvogel..", "io.micronaut.data.mongodb..");

    @ArchTest
    static final ArchRule nothingInsideKnowsTheApi = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.cardpress.scheduler.order..",
                    "org.cardpress.scheduler.dispatch..",
                    "org.cardpress.scheduler.lifecycle..",
                    "org.cardpress.scheduler.store..",
                    "org.cardpress.scheduler.catalog..",
                    "org.cardpress.scheduler.notify..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.cardpress.scheduler.api..", "org.cardpress.scheduler.periodic..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule storesKnowNoUseCase = noClasses()
            .that()
            .resideInAPackage("org.cardpress.scheduler.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.cardpress.scheduler.dispatch..",
                    "org.cardpress.scheduler.notify..",
                    "org.cardpress.scheduler.auth..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noPackagesOfTheLineFormACycle =
            slices().matching("org.cardpress.(**)").should().beFreeOfCycles();

    private static ArchRule knowsNoOtherProgram(String program) {
        String[] others = Arrays.stream(with(PROGRAMS, "org.cardpress.standalone..", "org.cardpress.bench.."))
                .filter(other -> !other.equals(program))
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(program)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .allowEmptyShould(true);
    }

    private static ArchRule onlyItself(String one) {
        return noClasses()
                .that()
                .resideInAPackage(one)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(with(
                        PROGRAMS, "org.cardpress.protocol..", "org.cardpress.standalone..", "org.cardpress.bench.."));
    }

    private static String[] with(String[] first, String... more) {
        return Stream.of(first, more).flatMap(Arrays::stream).toArray(String[]::new);
    }
}
