package io.orderroutes.privacy;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces what looks like an e-mail address or a phone number in texts of other systems. */
public final class PiiRedactor {
  private static final String BLOT = "***";
  private static final Pattern MAIL =
      Pattern.compile("(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._%+-]++@[\\p{L}\\p{N}.-]++");

  /** Groups of digits outside of words: an id such as BP7-1 and an error code stay. */
  private static final Pattern GROUPS =
      Pattern.compile("(?<![\\p{L}\\p{N}_-])\\+?\\(?\\p{Nd}++(?:[ ()./-]{1,2}\\p{Nd}++)*+");

  private static final Pattern GROUP = Pattern.compile("\\p{Nd}+");
  private static final Pattern DATE = Pattern.compile("\\p{Nd}{4}-\\p{Nd}{2}-\\p{Nd}{2}.*");

  /** The lengths of phone numbers (E.164). Most order ids are longer. */
  private static final int SHORTEST = 7;

  private static final int LONGEST = 15;

  private PiiRedactor() {}

  /** The text without them; {@code known} are ids that stay although they look like one. */
  public static String redacted(String text, Set<String> known) {
    String clean = MAIL.matcher(text).replaceAll(BLOT);
    return GROUPS.matcher(clean).replaceAll(found -> Matcher.quoteReplacement(phone(found, known)));
  }

  private static String phone(MatchResult found, Set<String> known) {
    String text = found.group();
    long digits = text.chars().filter(Character::isDigit).count();
    if (digits < SHORTEST || DATE.matcher(text).matches()) {
      return text;
    }
    return GROUP
        .matcher(text)
        .replaceAll(
            group ->
                group.group().length() > LONGEST || known.contains(group.group())
                    ? group.group()
                    : BLOT);
  }
}
