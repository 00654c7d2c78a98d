package vitalproof.validators;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;

/**
 * HAPI's R4 instance validator with the core specification and the definitions it is given, and nothing from any network.
 * What nobody may ship (LOINC, SNOMED CT, ICD-10-CM, IEEE 11073) and the profiles of Subscriptions R5 Backport, which are in
 * no registry of Java artifacts, it does not know: that is a warning, counted and shown. An unknown extension is an error.
 */
final class FhirCheck implements Check {
  private static final String BACKPORT = "http://hl7.org/fhir/uv/subscriptions-backport/";

  private final FhirValidator validator;

  // Nothing else in this version makes a warning of a code system that it does not have.
  @SuppressWarnings("deprecation")
  FhirCheck(Path definitions) throws IOException {
    FhirContext context = FhirContext.forR4Cached();
    PrePopulatedValidationSupport own = new PrePopulatedValidationSupport(context);
    try (var files = Files.list(definitions)) {
      for (Path file : files.sorted().toList()) {
        own.addResource(context.newJsonParser().parseResource(Files.readString(file)));
      }
    }
    var unknown = new UnknownCodeSystemWarningValidationSupport(context);
    unknown.setNonExistentCodeSystemSeverity(IssueSeverity.WARNING);
    var instance = new FhirInstanceValidator(
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(context),
            own,
            new SnapshotGeneratingValidationSupport(context),
            new CommonCodeSystemsTerminologyService(context),
            new InMemoryTerminologyServerValidationSupport(context),
            unknown));
    instance.setAnyExtensionsAllowed(false);
    instance.setCustomExtensionDomains(List.of(BACKPORT));
    instance.setErrorForUnknownProfiles(false);
    validator = context.newValidator().registerValidatorModule(instance);
  }

  @Override
  public List<Finding> judge(String text) {
    return validator.validateWithResult(text).getMessages().stream().map(FhirCheck::finding).toList();
  }

  private static Finding finding(SingleValidationMessage said) {
    ResultSeverityEnum severity = said.getSeverity();
    boolean error = severity == ResultSeverityEnum.ERROR || severity == ResultSeverityEnum.FATAL;
    String place = said.getLocationString() == null ? "" : said.getLocationString();
    // Backport's profiles alone may be unknown: one of any other name is a mistake of ours.
    boolean profile = String.valueOf(said.getMessage()).contains("rofile") && said.getMessage().contains("could not be found");
    if (profile && !said.getMessage().contains(BACKPORT)) error = true;
    return new Finding(
        error
            ? Finding.Severity.ERROR
            : severity == ResultSeverityEnum.WARNING ? Finding.Severity.WARNING : Finding.Severity.INFORMATION,
        place,
        String.valueOf(said.getMessageId()),
        said.getMessage());
  }
}
