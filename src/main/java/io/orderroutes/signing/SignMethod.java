package io.orderroutes.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature algorithms; the wire name is the parameter {@code sign_method}. */
public enum SignMethod {
  MD5("md5", Protocol.TOP, "MD5"),
  HMAC("hmac", Protocol.TOP, "HmacMD5"),
  HMAC_SHA256("hmac-sha256", Protocol.TOP, "HmacSHA256"),
  SHA256("sha256", Protocol.IOP, "HmacSHA256");

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final String wireName;
  private final Protocol protocol;
  private final String algorithm;

  SignMethod(String wireName, Protocol protocol, String algorithm) {
    this.wireName = wireName;
    this.protocol = protocol;
    this.algorithm = algorithm;
  }

  public static Optional<SignMethod> of(Protocol protocol, String wireName) {
    return Arrays.stream(values())
        .filter(method -> method.protocol == protocol && method.wireName.equals(wireName))
        .findFirst();
  }

  /** Signs names and values in byte order, after {@code path} if the protocol signs it. */
  public String sign(String path, SortedMap<String, String> params, String secret) {
    StringBuilder text = new StringBuilder(512).append(path);
    params.forEach((name, value) -> text.append(name).append(value));
    try {
      return HEX.formatHex(digest(text.toString(), secret));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no " + algorithm, e);
    }
  }

  private byte[] digest(String text, String secret) throws GeneralSecurityException {
    if (this == MD5) {
      return MessageDigest.getInstance(algorithm).digest((secret + text + secret).getBytes(UTF_8));
    }
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
    return mac.doFinal(text.getBytes(UTF_8));
  }

  public String wireName() {
    return wireName;
  }
}
