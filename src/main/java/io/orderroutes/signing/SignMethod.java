package io.orderroutes.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a platform proves that a request is ours; the wire name is its {@code sign_method}. */
public enum SignMethod {
  MD5("md5", Protocol.TOP, (text, secret) -> md5(secret + text + secret)),
  HMAC("hmac", Protocol.TOP, (text, secret) -> hmac("HmacMD5", text, secret)),
  HMAC_SHA256("hmac-sha256", Protocol.TOP, (text, secret) -> hmac("HmacSHA256", text, secret)),
  SHA256("sha256", Protocol.IOP, (text, secret) -> hmac("HmacSHA256", text, secret));

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final String wireName;
  private final Protocol protocol;
  private final BiFunction<String, String, byte[]> digest;

  SignMethod(String wireName, Protocol protocol, BiFunction<String, String, byte[]> digest) {
    this.wireName = wireName;
    this.protocol = protocol;
    this.digest = digest;
  }

  public static Optional<SignMethod> of(Protocol protocol, String wireName) {
    return Arrays.stream(values())
        .filter(method -> method.protocol == protocol && method.wireName.equals(wireName))
        .findFirst();
  }

  /** Signs names and values in byte order, after {@code path} on protocols that sign it. */
  public String sign(String path, SortedMap<String, String> params, String secret) {
    StringBuilder text = new StringBuilder(512).append(path);
    params.forEach((name, value) -> text.append(name).append(value));
    return HEX.formatHex(digest.apply(text.toString(), secret));
  }

  public String wireName() {
    return wireName;
  }

  private static byte[] md5(String text) {
    try {
      return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no MD5", e);
    }
  }

  private static byte[] hmac(String algorithm, String text, String secret) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no " + algorithm, e);
    }
  }
}
