package vitalproof.validators;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * {@code fhir DEFINITIONS FOLDER...} or {@code hl7v2 FOLDER...}: judges every file below the folders, each a resource or a
 * message. Exit code 0 without an error, 1 with one, 2 where nothing was judged.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws IOException {
    boolean fhir = args.length > 2 && args[0].equals("fhir");
    if (!fhir && !(args.length > 1 && args[0].equals("hl7v2"))) {
      System.err.println("usage: fhir DEFINITIONS FOLDER... | hl7v2 FOLDER...");
      System.exit(2);
    }
    Check check = fhir ? new FhirCheck(Path.of(args[1])) : new Hl7Check();
    List<Path> files = filesOf(List.of(args).subList(fhir ? 2 : 1, args.length));
    if (files.isEmpty()) {
      System.err.println("nothing to judge");
      System.exit(2);
    }
    System.exit(Report.print(judge(check, files)) ? 0 : 1);
  }

  private static List<Path> filesOf(List<String> folders) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder : folders) {
      try (Stream<Path> below = Files.walk(Path.of(folder))) {
        files.addAll(below.filter(Files::isRegularFile).sorted().toList());
      }
    }
    return files;
  }

  /** A file that cannot be judged is an error, never passed over. */
  private static Map<Path, List<Finding>> judge(Check check, List<Path> files) {
    Map<Path, List<Finding>> findings = new ConcurrentHashMap<>();
    files.parallelStream().forEach(file -> {
      try {
        findings.put(file, check.judge(Files.readString(file, StandardCharsets.UTF_8)));
      } catch (IOException | RuntimeException failed) {
        findings.put(file, List.of(Finding.error("", "not judged: " + failed)));
      }
    });
    return new TreeMap<>(findings);
  }
}
