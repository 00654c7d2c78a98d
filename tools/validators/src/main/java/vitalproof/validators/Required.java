package vitalproof.validators;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Structure;
import ca.uhn.hl7v2.model.Type;
import java.util.ArrayList;
import java.util.List;

/** What a structure of HAPI's says must be there and is not: segments, groups and fields; and fields that stand too often. */
final class Required {
  private final List<Finding> findings = new ArrayList<>();

  private Required() {}

  static List<Finding> missingIn(Message message) throws HL7Exception {
    Required required = new Required();
    required.group(message);
    return required.findings;
  }

  private void group(Group group) throws HL7Exception {
    List<String> choice = new ArrayList<>();
    boolean chosen = false;
    for (String name : group.getNames()) {
      Structure[] all = group.getAll(name);
      boolean absent = all.length == 0 || all[0].isEmpty();
      if (group.isChoiceElement(name)) {
        choice.add(name);
        chosen |= !absent;
      } else if (absent && group.isRequired(name)) {
        findings.add(Finding.error(group.getName(), "no " + name));
      }
      for (Structure structure : all) {
        if (structure.isEmpty()) continue;
        if (structure instanceof Group inner) group(inner);
        else fields((Segment) structure);
      }
    }
    if (!choice.isEmpty() && !chosen) findings.add(Finding.error(group.getName(), "none of " + choice));
  }

  /** An answer to a frame whose control id could not be read has none to give; counted, so that it stays seen. */
  private static Finding holeAt(String place) {
    return place.equals("MSA-2")
        ? new Finding(Finding.Severity.WARNING, place, "MSA-2 empty, because what is answered had no readable MSH-10", "")
        : Finding.error(place, "required and empty");
  }

  private void fields(Segment segment) throws HL7Exception {
    for (int number = 1; number <= segment.numFields(); number++) {
      Type[] repetitions = segment.getField(number);
      String place = segment.getName() + "-" + number;
      boolean absent = true;
      for (Type repetition : repetitions) absent &= repetition.isEmpty();
      if (absent && segment.isRequired(number)) findings.add(holeAt(place));
      int most = segment.getMaxCardinality(number);
      if (most > 0 && repetitions.length > most) {
        findings.add(Finding.error(place, repetitions.length + " repetitions, at most " + most));
      }
    }
  }
}
