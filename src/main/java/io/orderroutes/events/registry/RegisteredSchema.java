package io.orderroutes.events.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A schema of a registry. */
interface RegisteredSchema {
  /** One whose values are JSON. */
  RegisteredSchema JSON =
      value -> Arrays.copyOfRange(value.array(), value.position(), value.limit());

  /**
   * The value behind the framing, as JSON in UTF-8; numbers keep their digits.
   *
   * @throws IOException or any runtime exception where it is none of this schema
   */
  byte[] json(ByteBuffer value) throws IOException;
}
