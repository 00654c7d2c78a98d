package vitalproof.validators;

import java.util.List;

/** Judges one resource or message by itself. Safe to call from several threads. */
interface Check {
  List<Finding> judge(String text);
}
