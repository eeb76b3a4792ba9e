package io.orderroutes.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that is nearest to a wrong one. */
public final class Nearest {
  private Nearest() {}

  /** The known name with the fewest edits, if they are few. */
  public static Optional<String> to(String wrong, Collection<String> known) {
    int few = Math.max(1, wrong.length() / 3);
    return known.stream()
        .filter(name -> Math.abs(name.length() - wrong.length()) <= few)
        .filter(name -> changes(wrong, name) <= few)
        .min(
            Comparator.comparingInt((String name) -> changes(wrong, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Whether one of the given names is a misspelling of this name. */
  public static boolean isMeant(String name, Collection<String> given, Collection<String> known) {
    return given.stream()
        .filter(one -> !known.contains(one))
        .anyMatch(one -> to(one, known).filter(name::equals).isPresent());
  }

  /** What to write instead of the wrong name. */
  public static String remedy(String wrong, Collection<String> known, String otherwise) {
    return to(wrong, known).map(name -> "write " + name).orElse(otherwise);
  }

  /** The number of letters to insert, delete, replace or transpose. */
  private static int changes(String from, String to) {
    int[][] least = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          least[i][j] = i + j;
          continue;
        }
        int replaced = least[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        least[i][j] = Math.min(replaced, 1 + Math.min(least[i - 1][j], least[i][j - 1]));
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          least[i][j] = Math.min(least[i][j], least[i - 2][j - 2] + 1);
        }
      }
    }
    return least[from.length()][to.length()];
  }
}
