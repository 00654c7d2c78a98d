package vitalproof.validators;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.GenericMessage;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.DefaultModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.parser.UnexpectedSegmentBehaviourEnum;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.util.List;

/**
 * HAPI's parser in strict mode: data types by its default rules, and no segment where the message structure has no place
 * for it. What it parses is then held against the same structure by {@link Required}, because the parser itself takes a
 * message with holes.
 */
final class Hl7Check implements Check {
  private final ThreadLocal<PipeParser> parser = ThreadLocal.withInitial(Hl7Check::strict);

  /** IHE's alert ORU^R40 has the segments of ORU_R01 in their order; the base standard, and so HAPI, has no structure for it. */
  private static final class WithAlerts extends DefaultModelClassFactory {
    @Override
    public Class<? extends Message> getMessageClass(String name, String version, boolean explicit) throws HL7Exception {
      return super.getMessageClass("ORU_R40".equals(name) ? "ORU_R01" : name, version, explicit);
    }
  }

  @SuppressWarnings("resource")
  private static PipeParser strict() {
    HapiContext context = new DefaultHapiContext(ValidationContextFactory.defaultValidation());
    context.setModelClassFactory(new WithAlerts());
    context.getParserConfiguration().setUnexpectedSegmentBehaviour(UnexpectedSegmentBehaviourEnum.THROW_HL7_EXCEPTION);
    context.getParserConfiguration().setAllowUnknownVersions(false);
    return context.getPipeParser();
  }

  @Override
  public List<Finding> judge(String text) {
    try {
      Message message = parser.get().parse(text);
      if (message instanceof GenericMessage) {
        return List.of(Finding.error("MSH-9", "no structure of this name in this version"));
      }
      return Required.missingIn(message);
    } catch (HL7Exception refused) {
      return List.of(Finding.error(String.valueOf(refused.getLocation()), refused.getMessage()));
    }
  }
}
