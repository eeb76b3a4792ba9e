package io.orderroutes.kafka;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The classes that the Kafka client makes by their names when it logs in, beside those that
 * Quarkus' extension registers: a native executable would not find them.
 */
@RegisterForReflection(
    classNames = {
      "org.apache.kafka.common.security.kerberos.KerberosLogin",
      "org.apache.kafka.common.security.oauthbearer.ClientCredentialsJwtRetriever",
      "org.apache.kafka.common.security.oauthbearer.ClientJwtValidator",
      "org.apache.kafka.common.security.oauthbearer.DefaultJwtRetriever",
      "org.apache.kafka.common.security.oauthbearer.FileJwtRetriever",
      "org.apache.kafka.common.security.oauthbearer.JwtBearerJwtRetriever"
    },
    methods = false,
    fields = false)
final class KafkaReflection {
  private KafkaReflection() {}
}
