package io.orderroutes.simulator;

/** An error answer of the platform, in the words of both protocols. */
final class Refusal extends RuntimeException {
  final int code;
  final String text;
  final String subCode;
  final String subText;
  final String iopType;
  final String iopCode;
  final String iopText;
  private Form form = Form.ENVELOPE;

  /** How an error looks around its words. */
  enum Form {
    ENVELOPE,
    /** Its members stand at the root. */
    ROOT,
    /** The same, as error_code and error_message. */
    ROOT_ERROR_CODE,
    XML
  }

  private Refusal(
      int code,
      String text,
      String subCode,
      String subText,
      String iopType,
      String iopCode,
      String iopText) {
    super(text, null, false, false); // an answer, not an accident: no stack trace
    this.code = code;
    this.text = text;
    this.subCode = subCode;
    this.subText = subText;
    this.iopType = iopType;
    this.iopCode = iopCode;
    this.iopText = iopText;
  }

  static Refusal platform(int code, String text, String iopCode) {
    return new Refusal(code, text, "", "", "ISV", iopCode, text);
  }

  static Refusal missingArgument(String name) {
    String detail = "The argument " + name + " is required";
    return new Refusal(
        40,
        "Missing required arguments",
        "isv.missing-parameter:" + name,
        detail,
        "ISV",
        "MissingParameter",
        detail);
  }

  static Refusal invalidArgument(String name, String why) {
    String subCode = "isv.invalid-parameter:" + name;
    return new Refusal(41, "Invalid arguments", subCode, why, "ISV", subCode, why);
  }

  /** The service behind the gateway refused or failed; the family of the sub-code says which. */
  static Refusal service(String subCode, String subText) {
    String type = subCode.startsWith("isp.") ? "ISP" : "ISV";
    return new Refusal(15, "Remote service error", subCode, subText, type, subCode, subText);
  }

  static Refusal session(String why) {
    return new Refusal(
        27, "Invalid session", "invalid-sessionkey", why, "ISV", "IllegalAccessToken", why);
  }

  /** The two protocols word the ban differently. */
  static Refusal limited(long seconds) {
    return new Refusal(
        7,
        "App Call Limited",
        "accesscontrol.limited-by-app-api-access-count",
        "This ban will last for " + seconds + " more seconds",
        "ISV",
        "ApiCallLimit",
        "The request frequency is too high, this ban will last " + seconds + " seconds");
  }

  /** A code that both protocols' gateways were seen to answer, without a sub code. */
  static Refusal code(String code, String text) {
    return new Refusal(0, text, "", "", "ISV", code, text);
  }

  /** Other words for either protocol. */
  static Refusal either(int code, String subCode, String iopCode, String text) {
    return new Refusal(code, text, subCode, text, "ISP", iopCode, text);
  }

  static Refusal ipWhitelist() {
    String text = "The app may not be called from this address";
    String subCode = "isv.permission-ip-whitelist-limit";
    return new Refusal(11, "Insufficient ISV permissions", subCode, text, "ISV", subCode, text);
  }

  Refusal as(Form other) {
    form = other;
    return this;
  }

  Form form() {
    return form;
  }

  boolean ofSignature() {
    return code == 24 || code == 25;
  }

  /** For the call log; the same for both protocols. */
  String label() {
    String first = code == 0 ? iopCode : Integer.toString(code);
    return subCode.isEmpty() ? first : first + "/" + subCode;
  }
}
