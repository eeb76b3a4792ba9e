package io.orderroutes.gateway;

import io.orderroutes.gateway.response.Read;
import io.orderroutes.gateway.response.Response;
import io.orderroutes.gateway.response.ResponsePaths;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Sections as calls would leave them, for tests outside this package. */
public final class TestSections {
  public static final Fault REFUSED =
      new Fault(
          Fault.Kind.REJECTED, "15", "isv.invalid-permission", "no access", "r9", Optional.empty());

  private static final Instant AT = Instant.parse("2024-03-01T04:00:00Z");

  private TestSections() {}

  public static Section ok(String name, String api, String parcel, String at, String answer)
      throws IOException {
    Response read = Read.answer(answer, new ResponsePaths(), "");
    return section(name, api, parcel, at, Optional.empty(), Optional.of(read));
  }

  /** Of a response as it comes, with the places of the API. */
  public static Section read(String name, String api, byte[] response) throws IOException {
    boolean order = name.equals(Section.MAIN);
    Response read =
        Read.answer(
            new String(response, StandardCharsets.UTF_8),
            order ? Read.ORDER_INFO : Read.LOGISTICS,
            "1");
    String parcel = order ? "" : "1";
    return new Section(name, api, parcel, AT, Optional.empty(), Optional.of(read), 1);
  }

  public static Section failed(String name, String api, String parcel, String at, Fault fault) {
    return section(name, api, parcel, at, Optional.of(fault), Optional.empty());
  }

  private static Section section(
      String name,
      String api,
      String parcel,
      String at,
      Optional<Fault> fault,
      Optional<Response> answer) {
    return new Section(name, api, parcel, Instant.parse(at), fault, answer, 1);
  }
}
