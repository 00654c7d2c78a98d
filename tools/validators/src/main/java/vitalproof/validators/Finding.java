package vitalproof.validators;

/** What a validator says of one place. {@code kind} names what is said, whatever the place and the values. */
record Finding(Severity severity, String place, String kind, String text) {
  enum Severity {
    ERROR,
    WARNING,
    INFORMATION
  }

  static Finding error(String place, String text) {
    return new Finding(Severity.ERROR, place, "", text);
  }
}
