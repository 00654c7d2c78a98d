package vitalproof.validators;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prints each error with its file and place, how often each kind of warning came, and one line of totals. */
final class Report {
  private static final int MOST_ERRORS = 500;

  private Report() {}

  /** True where there was no error. */
  static boolean print(Map<Path, List<Finding>> findings) {
    Map<String, Integer> warnings = new TreeMap<>();
    int errors = 0;
    int faulty = 0;
    for (var entry : findings.entrySet()) {
      int before = errors;
      for (Finding finding : entry.getValue()) {
        if (finding.severity() == Finding.Severity.WARNING) warnings.merge(finding.kind(), 1, Integer::sum);
        if (finding.severity() != Finding.Severity.ERROR) continue;
        errors++;
        if (errors <= MOST_ERRORS) System.out.printf("ERROR %s %s: %s%n", entry.getKey(), finding.place(), finding.text());
      }
      if (errors > before) faulty++;
    }
    warnings.forEach((kind, times) -> System.out.printf("warning %s: %d times%n", kind, times));
    System.out.printf("judged %d, with errors %d, errors %d%n", findings.size(), faulty, errors);
    return errors == 0;
  }
}
