package com.augmentalis.netavanue.store;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "com.augmentalis.netavanue.store",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule KNOWS_THE_CONTRACT_ONLY =
      noClasses()
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are ours, but neither here nor in the contract",
                  type ->
                      type.getPackageName().startsWith("com.augmentalis.netavanue.")
                          && !type.getPackageName().startsWith("com.augmentalis.netavanue.store")
                          && !type.getPackageName()
                              .startsWith("com.augmentalis.netavanue.contract")));
}
